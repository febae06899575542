//! Fetches a page, within limits.

use std::io::Read;
use std::time::Duration;

use ureq::{Agent, Error, ResponseExt};

/// A fetched page.
#[derive(Debug)]
pub(crate) struct Page {
    /// As sent, after its transfer's compression was undone.
    pub(crate) body: Vec<u8>,
    /// The header, with its charset.
    pub(crate) content_type: Option<String>,
    /// Where the last redirect led.
    pub(crate) address: String,
}

/// Fetches pages; nothing else of the program uses the network.
#[derive(Debug)]
pub(crate) struct Fetcher {
    agent: Agent,
    limits: Limits,
}

#[derive(Clone, Copy, Debug)]
struct Limits {
    /// Bytes of a page, decompressed.
    bytes: u64,
    /// From the first packet to the last.
    time: Duration,
    redirects: u32,
}

const LIMITS: Limits = Limits { bytes: 10_000_000, time: Duration::from_secs(20), redirects: 5 };

impl Fetcher {
    /// A fetcher with the program's limits: 10 MB, 20 seconds, 5 redirects.
    pub(crate) fn new() -> Fetcher {
        Fetcher::within(LIMITS)
    }

    fn within(limits: Limits) -> Fetcher {
        let config = Agent::config_builder()
            .user_agent(concat!("selon/", env!("CARGO_PKG_VERSION")))
            .accept("text/html, application/xhtml+xml, text/plain, application/json;q=0.9, */*;q=0.1")
            .timeout_global(Some(limits.time))
            .max_redirects(limits.redirects)
            .build();
        Fetcher { agent: config.into(), limits }
    }

    /// The page at an address, or why there is none.
    pub(crate) fn fetch(&self, address: &str) -> Result<Page, String> {
        let mut answer = self.agent.get(address).call().map_err(|e| self.reason(&e))?;
        let header = |name: &str| answer.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let content_type = header("content-type");
        let address = answer.get_uri().to_string();
        let mut body = Vec::new();
        let reader = answer.body_mut().as_reader();
        reader
            .take(self.limits.bytes + 1)
            .read_to_end(&mut body)
            .map_err(|e| self.reason(&Error::from(e)))?;
        if body.len() as u64 > self.limits.bytes {
            return Err(format!("the page is larger than {} MB", self.limits.bytes as f64 / 1e6));
        }
        Ok(Page { body, content_type, address })
    }

    fn reason(&self, error: &Error) -> String {
        match error {
            Error::StatusCode(404) => "the server has no such page (404)".to_owned(),
            Error::StatusCode(code @ (401 | 402 | 403 | 451)) => {
                format!(
                    "the server does not let the page be read ({code}); save it in a browser and read the file"
                )
            }
            Error::StatusCode(code @ 429) => format!("the server asks to come back later ({code})"),
            Error::StatusCode(code) => format!("the server answered with status {code}"),
            Error::Timeout(_) => format!("no whole answer within {} seconds", self.limits.time.as_secs_f64()),
            Error::TooManyRedirects => format!("more than {} redirects", self.limits.redirects),
            Error::HostNotFound => "there is no such host, or no network".to_owned(),
            other => other.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::thread;

    use super::*;

    /// Answers every request with what `answer` makes of its path; gives back the server's address.
    fn serve(answer: impl Fn(&str, &mut TcpStream) + Send + 'static) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
                let first = lines.next().unwrap_or_default();
                let agent = lines.by_ref().take_while(|l| !l.is_empty()).any(|l| {
                    l.eq_ignore_ascii_case(concat!("user-agent: selon/", env!("CARGO_PKG_VERSION")))
                });
                assert!(agent, "the request says who asks");
                let mut stream = stream;
                answer(first.split(' ').nth(1).unwrap_or("/"), &mut stream);
            }
        });
        address
    }

    fn send(stream: &mut TcpStream, head: &str, body: &[u8]) {
        let head = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
        let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body));
    }

    fn small() -> Fetcher {
        Fetcher::within(Limits { bytes: 1000, time: Duration::from_millis(400), redirects: 2 })
    }

    #[test]
    fn redirects_lead_to_the_page_and_its_charset() {
        let base = serve(|path, stream| match path {
            "/old" => send(stream, "302 Found\r\nLocation: /new", b""),
            _ => send(stream, "200 OK\r\nContent-Type: text/html; charset=windows-1252", b"\xe9t\xe9"),
        });
        let page = small().fetch(&format!("{base}/old")).unwrap();
        assert_eq!(page.body, b"\xe9t\xe9");
        assert_eq!(page.content_type.as_deref(), Some("text/html; charset=windows-1252"));
        assert_eq!(page.address, format!("{base}/new"));
    }

    #[test]
    fn compressed_answers_are_unpacked_and_bounded() {
        let pack = |plain: &[u8]| {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
            packer.write_all(plain).unwrap();
            packer.finish().unwrap()
        };
        let base = serve(move |path, stream| {
            let plain = if path == "/bomb" { vec![b'a'; 1_000_000] } else { b"Bangui".to_vec() };
            send(stream, "200 OK\r\nContent-Encoding: gzip", &pack(&plain));
        });
        assert_eq!(small().fetch(&base).unwrap().body, b"Bangui");
        assert_eq!(small().fetch(&format!("{base}/bomb")).unwrap_err(), "the page is larger than 0.001 MB");
    }

    #[test]
    fn what_goes_wrong_is_told() {
        let base = serve(|path, stream| match path {
            "/loop" => send(stream, "302 Found\r\nLocation: /loop", b""),
            "/large" => send(stream, "200 OK", &[b'a'; 2000]),
            "/slow" => thread::sleep(Duration::from_secs(2)),
            "/paid" => send(stream, "403 Forbidden", b""),
            _ => send(stream, "404 Not Found", b""),
        });
        let check = |path: &str, expected: &str| {
            let reason = small().fetch(&format!("{base}{path}")).unwrap_err();
            assert!(reason.contains(expected), "{path}: {reason}");
        };
        check("/none", "no such page (404)");
        check("/paid", "save it in a browser");
        check("/large", "larger than 0.001 MB");
        check("/loop", "more than 2 redirects");
        check("/slow", "no whole answer within 0.4 seconds");
        let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        assert!(small().fetch(&format!("http://{free}/")).is_err());
    }
}
