//! The threads that a server of ours runs on.

use crate::Trouble;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

/// Threads of their own; what runs on them is broken off when this is dropped, wherever that is.
#[derive(Debug)]
pub(crate) struct Threads(Option<Runtime>);

impl Threads {
    /// Starts them, and listens on a free port of 127.0.0.1.
    pub(crate) fn listening() -> Result<(Self, TcpListener, SocketAddr), Trouble> {
        let failed = |error: std::io::Error| Trouble::Broken(format!("no server can be started here: {error}"));
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(failed)?;
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        Ok((Self(Some(runtime)), listener, address))
    }

    /// Runs something on them.
    pub(crate) fn run(&self, work: impl Future<Output = ()> + Send + 'static) {
        if let Some(runtime) = &self.0 {
            runtime.spawn(work);
        }
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
