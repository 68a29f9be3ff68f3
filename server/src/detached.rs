//! A command runs to its end although the client has gone: axum drops the future of a request whose
//! connection closes, so the work is given a task of its own.

use crate::guard::fault;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tokio::sync::watch;
use tracing::Instrument;

/// The commands that are running. Clones count together.
#[derive(Clone, Debug, Default)]
pub struct Commands(watch::Sender<()>);

impl Commands {
    /// Runs `work` in its own task and waits for its answer; dropping the wait leaves the work running.
    /// Work that panics is answered as broken.
    pub async fn run(&self, work: impl Future<Output = Response> + Send + 'static) -> Response {
        let running = self.0.subscribe();
        let counted = async move {
            let answer = work.await;
            drop(running);
            answer
        };
        tokio::spawn(counted.in_current_span()).await.unwrap_or_else(|_| fault::panicked())
    }

    /// Returns when no command runs any more.
    pub async fn finished(&self) {
        self.0.closed().await;
    }
}

/// Methods that may change something.
pub fn is_unsafe(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Middleware: unsafe methods run to their end. Part of [`crate::guard::protect`].
pub async fn detached(State(commands): State<Commands>, request: Request, next: Next) -> Response {
    if is_unsafe(request.method()) { commands.run(next.run(request)).await } else { next.run(request).await }
}
