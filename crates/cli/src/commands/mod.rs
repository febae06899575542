//! The commands, a file each or a few that belong together. They know nothing of each other but for [`answer`].

mod add;
mod answer;
mod ask;
mod completions;
mod export;
mod incidents;
mod read;
mod reread;
mod verify;

use anyhow::Result;

use crate::plan::{Plan, Task};

/// Does what the plan says; whether all went well.
pub(crate) fn run(plan: &Plan) -> Result<bool> {
    match &plan.task {
        Task::Read { format, explain, lexicons, wanted } => {
            read::read(plan, wanted, *format, *explain, lexicons)
        }
        Task::Clean { format, wanted } => read::clean(plan, wanted, *format),
        Task::Parse { format, wanted } => read::parse(plan, wanted, *format),
        Task::Add { args, wanted } => add::add(plan, args, wanted),
        Task::Reread(args) => reread::reread(plan, args),
        Task::Incidents(args) => incidents::list(plan, args),
        Task::Show(args) => incidents::show(plan, args),
        Task::Count(args) => incidents::count(plan, args),
        Task::Merge(args) => incidents::merge(args),
        Task::Split(args) => incidents::split(args),
        Task::Decisions(args) => incidents::decisions(plan, args),
        Task::Verify(args) => verify::verify(plan, args),
        Task::Ask(command) => ask::run(plan, command),
        Task::Export(args) => export::export(args),
        Task::Completions(shell) => completions::print(*shell),
    }
}
