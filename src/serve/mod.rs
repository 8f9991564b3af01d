//! The local server: a site, answered from memory under its base path.
//!
//! Enters: a compiled site with its [`Renderer`](crate::render::Renderer), wrapped as [`Served`], and the place to listen at.
//! Leaves: answers to requests, until the system asks the program to end. Must not know: the command
//! line, nor what pages mean.
//!
//! On hyper alone: a handful of rules decide every answer, so a router would only hide them, and hyper
//! has the time limit on a request's head that keeps a half-open connection from lasting.

mod address;
mod answer;
mod body;
mod file;
mod host;
mod kind;
mod page;
mod range;
mod served;

use std::convert::Infallible;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use body::Body;
use host::Hosts;

pub use served::Served;

/// The port when none is asked for.
pub const PORT: u16 = 3333;

/// How many ports are tried, from [`PORT`] on.
const PORTS: u16 = 100;

/// How long a request's head may take, and how long a connection may lie idle.
const PATIENCE: Duration = Duration::from_secs(30);

/// A place that is listened at. Requests wait from the moment it is bound.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    address: SocketAddr,
    hosts: Hosts,
}

impl Server {
    /// Listens at a host and a port. Without a port it is [`PORT`], or the next one that is free.
    ///
    /// # Errors
    /// When the port asked for is taken, or the host is none of this machine.
    pub fn bind(host: &str, port: Option<u16>) -> Result<Self> {
        let host = host.trim().trim_start_matches('[').trim_end_matches(']');
        if host.is_empty() {
            bail!("--host takes an address of this machine, such as 127.0.0.1");
        }
        let runtime = Builder::new_current_thread().enable_all().build().context("the server could not be started")?;
        let listener = match port {
            Some(port) => {
                runtime.block_on(TcpListener::bind((host, port))).map_err(|error| refused(host, port, &error))?
            }
            None => next_free(&runtime, host)?,
        };
        let address = listener.local_addr().context("the server could not be started")?;
        let hosts = Hosts::new(host, address.ip());
        Ok(Self { runtime, listener, address, hosts })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What a browser on this machine is pointed at, up to the base path.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}:{}", self.hosts.shown(), self.address.port())
    }

    /// Answers until Ctrl+C or the system's request to end. `ready` is called once that would be heard.
    ///
    /// # Errors
    /// When the system does not let the program hear of it.
    pub fn run(self, served: Arc<Served>, ready: impl FnOnce()) -> Result<()> {
        let Self { runtime, listener, hosts, .. } = self;
        let ended: io::Result<()> = runtime.block_on(async {
            let mut end = End::new()?;
            ready();
            tokio::spawn(accept(listener, served, Arc::new(hosts)));
            end.wait().await;
            Ok(())
        });
        // What is still being sent is a preview; nobody waits for the rest of it.
        runtime.shutdown_background();
        ended.context("the server could not be started")
    }
}

/// The first port from [`PORT`] on that nobody holds.
fn next_free(runtime: &Runtime, host: &str) -> Result<TcpListener> {
    for port in PORT..PORT + PORTS {
        match runtime.block_on(TcpListener::bind((host, port))) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == ErrorKind::AddrInUse => {}
            Err(error) => return Err(refused(host, port, &error)),
        }
    }
    bail!("the ports {PORT} to {} are all taken; name a free one with --port, or 0 for any", PORT + PORTS - 1)
}

/// Why a place cannot be listened at, and what to do.
fn refused(host: &str, port: u16, error: &io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::AddrInUse => anyhow::anyhow!(
            "port {port} is taken: end the program that holds it, or leave out --port to get the next one that is free"
        ),
        ErrorKind::AddrNotAvailable => anyhow::anyhow!("--host: {host} is no address of this machine"),
        ErrorKind::PermissionDenied => {
            anyhow::anyhow!("port {port} is kept for the system; choose one from 1024 on with --port")
        }
        _ => anyhow::anyhow!("--host: {host} cannot be listened at: {error}"),
    }
}

async fn accept(listener: TcpListener, served: Arc<Served>, hosts: Arc<Hosts>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // The connection went away, or there are too many: those that end make room.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let (served, hosts) = (Arc::clone(&served), Arc::clone(&hosts));
        let service = service_fn(move |request| respond(Arc::clone(&served), Arc::clone(&hosts), request));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(PATIENCE)
            .serve_connection(TokioIo::new(stream), service);
        // Whatever a client gets wrong is its own affair, and ends its own connection only.
        tokio::spawn(async move { connection.await.ok() });
    }
}

/// Rendering and opening files take a thread of their own, so that accepting never waits for them.
async fn respond(
    served: Arc<Served>,
    hosts: Arc<Hosts>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let (head, _) = request.into_parts();
    let answer = tokio::task::spawn_blocking(move || answer::answer(&served, &hosts, &head)).await;
    Ok(answer.unwrap_or_else(|_| answer::failed()))
}

/// The requests to end that the system passes on.
#[cfg(unix)]
struct End([tokio::signal::unix::Signal; 3]);

#[cfg(unix)]
impl End {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self([signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?]))
    }

    async fn wait(&mut self) {
        use std::task::Poll;
        std::future::poll_fn(|cx| {
            let come = self.0.iter_mut().any(|signal| signal.poll_recv(cx).is_ready());
            if come { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }
}

#[cfg(not(unix))]
struct End;

#[cfg(not(unix))]
impl End {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn wait(&mut self) {
        tokio::signal::ctrl_c().await.ok();
    }
}
