//! Reads many sources on all cores and hands the results on in the order of the sources.
//!
//! Three kinds of threads work under bounded queues: one walks the sources, some open them and take articles out of
//! them, some read articles. Every source has a queue of its results in their order; these queues are drained one
//! after the other. What is in flight is bounded by the number of jobs, whatever the number of sources or of articles
//! in one source.
//!
//! No thread waits on a thing that waits on it: readers wait on articles only, and the source whose queue is being
//! drained was taken up before every later one.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::Result;
use crossbeam_channel::{Receiver, Sender, bounded};
use selon::model::Article;

use crate::failure::Failure;

/// What articles are taken out of.
pub(crate) trait Source: Send + Sync + 'static {
    /// The source as a person knows it.
    fn name(&self) -> String;

    /// Its articles one after the other, each with why it can't be read where it can't; or why there are none.
    fn articles(&self) -> Result<Articles, String>;
}

/// The articles of a source.
pub(crate) type Articles = Box<dyn Iterator<Item = Result<Article, String>>>;

/// What came of an article or of a source.
#[derive(Debug)]
pub(crate) enum Outcome<T> {
    /// What was made of the article.
    Report(T),
    /// It could not be read.
    Failed(Failure),
    /// Nothing more comes of the source.
    InputDone,
}

/// Reads `sources` with `read`, `jobs` articles at a time, and gives every outcome to `take` in order. `read` is given
/// the article and the source that it came from.
///
/// Ends at once when `take` fails, without waiting for threads which may wait for an input that does not end. That is
/// why threads share what they need and borrow nothing.
pub(crate) fn run<S: Source, T: Send + 'static>(
    sources: impl Iterator<Item = Result<S, Failure>> + Send + 'static,
    jobs: usize,
    read: impl Fn(Article, &S) -> T + Send + Sync + 'static,
    mut take: impl FnMut(Outcome<T>) -> Result<()>,
) -> Result<()> {
    let (results, threads) = start(sources, jobs, Arc::new(read))?;
    for of_source in results {
        for item in of_source {
            let outcome = match item {
                Item::Ready(outcome) => outcome,
                Item::Pending(outcome) => outcome.recv()?,
            };
            take(outcome)?;
        }
        take(Outcome::InputDone)?;
    }
    for thread in threads {
        // Panics of the stages were told as failures; the walk over the sources has none of its own.
        let _ = thread.join();
    }
    Ok(())
}

/// The panic of a worker is told as a failure of its source; nothing else is printed for it.
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
const WAITING: usize = 8;

/// Bytes of an article's text; its analysis takes more than a hundred times as much.
const LARGEST: usize = 1_000_000;

enum Item<T> {
    Ready(Outcome<T>),
    Pending(Receiver<Outcome<T>>),
}

/// A source that waits to be opened.
struct Unopened<S, T> {
    source: Result<S, Failure>,
    results: Sender<Item<T>>,
}

/// An article that waits to be read.
struct Unread<S, T> {
    article: Article,
    source: Arc<S>,
    done: Sender<Outcome<T>>,
}

/// The queues of results, in the order of the sources.
type Results<T> = Receiver<Receiver<Item<T>>>;

/// Starts all threads.
fn start<S: Source, T: Send + 'static>(
    sources: impl Iterator<Item = Result<S, Failure>> + Send + 'static,
    jobs: usize,
    read: Arc<impl Fn(Article, &S) -> T + Send + Sync + 'static>,
) -> Result<(Results<T>, Vec<JoinHandle<()>>)> {
    let (queues, ordered) = bounded(2 * jobs);
    let (unopened, to_open) = bounded::<Unopened<S, T>>(jobs);
    let (unread, to_read) = bounded::<Unread<S, T>>(jobs);
    let mut threads = vec![spawn(move || {
        for source in sources {
            let (results, queue) = bounded(WAITING);
            if queues.send(queue).is_err() || unopened.send(Unopened { source, results }).is_err() {
                break;
            }
        }
    })?];
    for _ in 0..jobs {
        let (to_open, unread) = (to_open.clone(), unread.clone());
        threads.push(spawn(move || {
            for Unopened { source, results } in to_open {
                if let Err(failure) = source.and_then(|source| take_apart(source, &results, &unread)) {
                    let _ = results.send(Item::Ready(Outcome::Failed(failure)));
                }
            }
        })?);
        let (to_read, read) = (to_read.clone(), Arc::clone(&read));
        threads.push(spawn(move || {
            for Unread { article, source, done } in to_read {
                let outcome =
                    panic::catch_unwind(AssertUnwindSafe(|| Outcome::Report(read(article, &source))))
                        .unwrap_or_else(|panic| Outcome::Failed(failure(&*source, flaw(panic.as_ref()))));
                // The other end is gone only when the whole run is ending.
                let _ = done.send(outcome);
            }
        })?);
    }
    Ok((ordered, threads))
}

fn spawn(work: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    Ok(thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn(work)?)
}

/// Takes the articles out of a source, each to be read by another thread, until nobody wants more or it fails as a whole.
fn take_apart<S: Source, T>(
    source: S,
    results: &Sender<Item<T>>,
    unread: &Sender<Unread<S, T>>,
) -> Result<(), Failure> {
    let source = Arc::new(source);
    let mut found = source.articles().map_err(|reason| failure(&*source, reason))?;
    loop {
        let next = panic::catch_unwind(AssertUnwindSafe(|| found.next()))
            .map_err(|panic| failure(&*source, flaw(panic.as_ref())))?;
        let read = match next {
            None => return Ok(()),
            Some(Ok(article)) if article.text.len() > LARGEST => {
                Err(format!("an article of more than {} MB; split it", LARGEST / 1_000_000))
            }
            Some(read) => read,
        };
        let wanted = match read {
            Ok(article) => {
                let (done, result) = bounded(1);
                let article = Unread { article, source: Arc::clone(&source), done };
                results.send(Item::Pending(result)).is_ok() && unread.send(article).is_ok()
            }
            Err(reason) => results.send(Item::Ready(Outcome::Failed(failure(&*source, reason)))).is_ok(),
        };
        if !wanted {
            return Ok(());
        }
    }
}

fn failure(source: &impl Source, reason: String) -> Failure {
    Failure { input: source.name(), reason }
}

/// A flaw of the program, told so that it can be reported.
fn flaw(panic: &(dyn Any + Send)) -> String {
    let message = panic.downcast_ref::<String>().map(String::as_str);
    let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
    format!("a flaw of selon itself, please report it with the input: {message}")
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    /// A source of one article with its own name as id; the one with no name never ends.
    struct Named(String);

    impl Source for Named {
        fn name(&self) -> String {
            self.0.clone()
        }

        fn articles(&self) -> Result<Articles, String> {
            if self.0.is_empty() {
                let (open, nothing) = mpsc::channel();
                return Ok(Box::new(std::iter::from_fn(move || {
                    let _held = &open;
                    nothing.recv().ok()
                })));
            }
            let text = format!("Des hommes armés ont attaqué le village numéro {} mardi.", self.0);
            Ok(Box::new(std::iter::once(Ok(Article { id: self.0.clone(), text, ..Article::default() }))))
        }
    }

    fn sources(n: usize) -> impl Iterator<Item = Result<Named, Failure>> + Send + 'static {
        (0..n).map(|i| Ok(Named(format!("{i:04}"))))
    }

    fn ids(
        n: usize,
        jobs: usize,
        read: impl Fn(Article, &Named) -> String + Send + Sync + 'static,
    ) -> Vec<String> {
        let mut seen = Vec::new();
        let taken = run(sources(n), jobs, read, |outcome| {
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

    fn id(article: Article, _: &Named) -> String {
        article.id
    }

    #[test]
    fn order_is_that_of_the_sources() {
        let expected: Vec<String> = (0..200).map(|i| format!("{i:04}")).collect();
        for jobs in [1, 2, 7] {
            let slow_first = |article: Article, source: &Named| {
                if article.id.ends_with('0') {
                    thread::sleep(Duration::from_millis(3));
                }
                id(article, source)
            };
            assert_eq!(ids(200, jobs, slow_first), expected);
        }
    }

    #[test]
    fn a_reader_that_panics_fails_its_source_only() {
        quiet_workers();
        let seen = ids(3, 2, |article, source| {
            assert!(!article.id.starts_with("0001"), "number one");
            id(article, source)
        });
        assert_eq!((seen[0].as_str(), seen[2].as_str()), ("0000", "0002"));
        assert!(seen[1].ends_with("please report it with the input: number one"), "{}", seen[1]);
    }

    #[test]
    fn everything_ends_when_nobody_takes() {
        // The second source never gives an article and never ends.
        let endless = std::iter::once(Ok(Named(String::new())));
        let sources = sources(1).chain(endless).chain(sources(500));
        let (mut taken, mut done) = (0, 0);
        let ended = run(sources, 2, id, |outcome| {
            match outcome {
                Outcome::InputDone => done += 1,
                _ => taken += 1,
            }
            anyhow::ensure!(done == 0, "enough");
            Ok(())
        });
        assert_eq!(ended.unwrap_err().to_string(), "enough");
        assert_eq!((taken, done), (1, 1));
    }
}
