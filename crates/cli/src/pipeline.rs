//! Reads many inputs on all cores and hands the results on in the order of the inputs.
//!
//! Three kinds of threads work under bounded queues: one walks the inputs, some open sources and
//! take articles out of them, some read articles. Every source has a lane, the queue of its results
//! in their order; lanes are drained one after the other. What is in flight is bounded by the
//! number of jobs, whatever the number of inputs or of articles in one input.
//!
//! No thread waits on a thing that waits on it: readers wait on articles only, and the source whose
//! lane is being drained was taken up before every later one.

use std::any::Any;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::thread::{self, Scope};

use crossbeam_channel::{Receiver, Sender, bounded};
use selon::Cleaner;
use selon::model::Article;

use crate::fetch::Fetcher;
use crate::inputs::{Failure, Input, Known, Source, sources};

/// What came of an article or of an input.
#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// What was made of the article.
    Report(T),
    /// It could not be read.
    Failed(Failure),
    /// Nothing more comes of the input.
    InputDone,
}

/// Reads `inputs` with `read`, `jobs` articles at a time, and gives every outcome to `take` in order. `read` is given
/// the article and the name of the input that it came from. Ends early, and quietly, when `take` fails.
pub(crate) fn run<T: Send>(
    inputs: &[Input],
    known: &Known,
    jobs: usize,
    read: impl Fn(Article, &str) -> T + Sync,
    mut take: impl FnMut(Outcome<T>) -> io::Result<()>,
) -> io::Result<()> {
    let fetcher = Fetcher::new();
    thread::scope(|scope| {
        let lanes = start(scope, inputs, known, jobs, &fetcher, &read)?;
        for lane in lanes {
            for item in lane {
                let outcome = match item {
                    Item::Ready(outcome) => outcome,
                    Item::Pending(outcome) => outcome.recv().map_err(io::Error::other)?,
                };
                take(outcome)?;
            }
            take(Outcome::InputDone)?;
        }
        Ok(())
    })
}

/// Number of inputs that `inputs` stand for; what can't be listed counts as one.
pub(crate) fn count(inputs: &[Input]) -> u64 {
    sources(inputs).count() as u64
}

/// The panic of a worker is told as a failure of its input; nothing else is printed for it.
pub(crate) fn quiet_workers() {
    let standard = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(WORKER) {
            standard(info);
        }
    }));
}

const WORKER: &str = "selon-worker";
/// Deep pages need more of it than a thread has by itself; only what is used is taken.
const STACK: usize = 16 << 20;
/// Results of one source that may wait for their turn.
const LANE: usize = 8;

/// Bytes of an article's text; its analysis takes more than a hundred times as much.
const LARGEST: usize = 1_000_000;

enum Item<T> {
    Ready(Outcome<T>),
    Pending(Receiver<Outcome<T>>),
}

struct Task<T> {
    source: Result<Source, Failure>,
    lane: Sender<Item<T>>,
}

struct Reading<T> {
    article: Article,
    /// What the article came from.
    input: String,
    done: Sender<Outcome<T>>,
}

/// Starts all threads; returns the lanes in the order of the inputs.
fn start<'scope, 'env, T: Send + 'scope>(
    scope: &'scope Scope<'scope, 'env>,
    inputs: &'env [Input],
    known: &'env Known,
    jobs: usize,
    fetcher: &'scope Fetcher,
    read: &'scope (impl Fn(Article, &str) -> T + Sync),
) -> io::Result<Receiver<Receiver<Item<T>>>> {
    let cleaner = Cleaner::builtin().map_err(io::Error::other)?;
    let (lanes, ordered) = bounded(2 * jobs);
    let (tasks, waiting_tasks) = bounded::<Task<T>>(jobs);
    let (articles, waiting_articles) = bounded::<Reading<T>>(jobs);
    spawn(scope, move || {
        for source in sources(inputs) {
            let (lane, results) = bounded(LANE);
            if lanes.send(results).is_err() || tasks.send(Task { source, lane }).is_err() {
                break;
            }
        }
    })?;
    for _ in 0..jobs {
        let (tasks, articles, cleaner) = (waiting_tasks.clone(), articles.clone(), cleaner.clone());
        spawn(scope, move || {
            for task in tasks {
                take_apart(task, &cleaner, known, fetcher, &articles);
            }
        })?;
        let articles = waiting_articles.clone();
        spawn(scope, move || {
            for Reading { article, input, done } in articles {
                let outcome = guarded(&input, || Outcome::Report(read(article, &input)));
                // The other end is gone only when the whole run is ending.
                let _ = done.send(outcome);
            }
        })?;
    }
    Ok(ordered)
}

fn spawn<'scope>(scope: &'scope Scope<'scope, '_>, work: impl FnOnce() + Send + 'scope) -> io::Result<()> {
    thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn_scoped(scope, work).map(|_| ())
}

/// Takes the articles out of a source, each to be read by another thread, until nobody wants more.
fn take_apart<T>(
    task: Task<T>,
    cleaner: &Cleaner,
    known: &Known,
    fetcher: &Fetcher,
    articles: &Sender<Reading<T>>,
) {
    let Task { source, lane } = task;
    let fail = |failure: Failure| lane.send(Item::Ready(Outcome::Failed(failure))).is_ok();
    let source = match source {
        Ok(source) => source,
        Err(failure) => {
            fail(failure);
            return;
        }
    };
    let (stream, hints) = match source.open(known, fetcher) {
        Ok(opened) => opened,
        Err(failure) => {
            fail(failure);
            return;
        }
    };
    let mut found = cleaner.stream(stream, hints);
    loop {
        let next = panic::catch_unwind(AssertUnwindSafe(|| found.next()));
        let wanted = match next {
            Ok(Some(Ok(article))) if article.text.len() > LARGEST => {
                fail(source.failure(&format!("an article of more than {} MB; split it", LARGEST / 1_000_000)))
            }
            Ok(Some(Ok(article))) => {
                let (done, result) = bounded(1);
                let reading = Reading { article, input: source.name(), done };
                lane.send(Item::Pending(result)).is_ok() && articles.send(reading).is_ok()
            }
            Ok(Some(Err(error))) => fail(source.failure(&error.to_string())),
            Ok(None) => false,
            Err(panic) => {
                fail(source.failure(&flaw(panic.as_ref())));
                false
            }
        };
        if !wanted {
            return;
        }
    }
}

fn guarded<T>(input: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        Outcome::Failed(Failure { input: input.to_owned(), reason: flaw(panic.as_ref()) })
    })
}

/// A flaw of the program, told so that it can be reported.
fn flaw(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    format!("a flaw of selon itself, please report it with the input: {message}")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn texts(n: usize) -> (tempfile::TempDir, Vec<Input>) {
        let dir = tempfile::tempdir().unwrap();
        for i in 0..n {
            let text = format!("Des hommes armés ont attaqué le village numéro {i} mardi, selon l'armée.");
            fs::write(dir.path().join(format!("{i:04}.txt")), text).unwrap();
        }
        let inputs = vec![Input::Path(dir.path().to_owned())];
        (dir, inputs)
    }

    fn ids(inputs: &[Input], jobs: usize, read: impl Fn(Article, &str) -> String + Sync) -> Vec<String> {
        let mut seen = Vec::new();
        let taken = run(inputs, &Known::default(), jobs, read, |outcome| {
            match outcome {
                Outcome::Report(id) => seen.push(id),
                Outcome::Failed(failure) => seen.push(failure.reason),
                Outcome::InputDone => {}
            }
            Ok(())
        });
        taken.unwrap();
        seen
    }

    fn id(article: Article, _: &str) -> String {
        article.id
    }

    #[test]
    fn order_is_that_of_the_inputs() {
        let (_dir, inputs) = texts(200);
        let expected: Vec<String> = (0..200).map(|i| format!("{i:04}.txt")).collect();
        for jobs in [1, 2, 7] {
            let slow_first = |article: Article, input: &str| {
                if article.id.ends_with("0.txt") {
                    thread::sleep(std::time::Duration::from_millis(3));
                }
                id(article, input)
            };
            assert_eq!(ids(&inputs, jobs, slow_first), expected);
        }
    }

    #[test]
    fn a_reader_that_panics_fails_its_input_only() {
        quiet_workers();
        let (_dir, inputs) = texts(3);
        let seen = ids(&inputs, 2, |article, input| {
            assert!(!article.id.starts_with("0001"), "number one");
            id(article, input)
        });
        assert_eq!((seen[0].as_str(), seen[2].as_str()), ("0000.txt", "0002.txt"));
        assert!(seen[1].ends_with("please report it with the input: number one"), "{}", seen[1]);
    }

    #[test]
    fn everything_ends_when_nobody_takes() {
        let (_dir, inputs) = texts(500);
        let mut taken = 0;
        let ended = run(&inputs, &Known::default(), 2, id, |_| {
            taken += 1;
            if taken < 3 { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
        });
        assert_eq!(ended.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(taken, 3);
    }
}
