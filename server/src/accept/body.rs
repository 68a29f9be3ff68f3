//! Bodies with an end: a request's that must keep coming, an answer's that counts as a running request.

use super::Limits;
use super::pulse::Flight;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::CONTENT_TYPE;
use hyper::Response;
use hyper::body::{Frame, Incoming, SizeHint};
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep};

/// A request's body. It ends in an error when the client lets us wait for `Limits::body` at once, or over
/// all for longer than `Limits::body` and the time its bytes take at `Limits::body_rate`. Time that the
/// handler does not ask for the body is not counted.
pub(super) struct Arriving {
    inner: Incoming,
    pause: Duration,
    rate: u64,
    received: u64,
    waited: Duration,
    since: Option<Instant>,
    alarm: Pin<Box<Sleep>>,
}

impl Arriving {
    pub(super) fn new(inner: Incoming, limits: &Limits) -> Self {
        let alarm = Box::pin(sleep(limits.body));
        let (pause, rate) = (limits.body, limits.body_rate.max(1));
        Self { inner, pause, rate, received: 0, waited: Duration::ZERO, since: None, alarm }
    }

    /// How long this wait may last.
    fn patience(&self) -> Duration {
        let earned = Duration::from_millis(self.received.saturating_mul(1000) / self.rate);
        self.pause.min((self.pause + earned).saturating_sub(self.waited))
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.inner).poll_frame(cx) {
            if let Some(since) = self.since.take() {
                self.waited += since.elapsed();
            }
            if let Some(Ok(frame)) = &frame {
                self.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame.map(|frame| frame.map_err(axum::Error::new)));
        }
        if self.since.is_none() {
            let now = Instant::now();
            let until = now + self.patience();
            self.since = Some(now);
            self.alarm.as_mut().reset(until);
        }
        ready!(self.alarm.as_mut().poll(cx));
        let late = io::Error::new(io::ErrorKind::TimedOut, "the body came too slowly");
        Poll::Ready(Some(Err(axum::Error::new(late))))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

/// An answer's body. An event stream ends by itself when the server stops.
pub(super) struct Leaving {
    inner: Body,
    flight: Flight,
    until: Option<Pin<Box<dyn Future<Output = ()> + Send>>>,
    over: bool,
}

impl Leaving {
    pub(super) fn wrap(
        answer: Response<Body>,
        flight: Flight,
        mut stopped: watch::Receiver<bool>,
    ) -> Response<Self> {
        let kind = answer.headers().get(CONTENT_TYPE).map(|kind| kind.as_bytes());
        let endless = kind.is_some_and(|kind| kind.starts_with(b"text/event-stream"));
        let stop = async move { drop(stopped.wait_for(|stopped| *stopped).await) };
        let until = endless.then(|| Box::pin(stop) as Pin<Box<dyn Future<Output = ()> + Send>>);
        answer.map(|inner| Self { inner, flight, until, over: false })
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        self.flight.asked();
        if let Some(until) = &mut self.until
            && until.as_mut().poll(cx).is_ready()
        {
            self.until = None;
            self.over = true;
        }
        if self.over {
            return Poll::Ready(None);
        }
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(cx));
        if frame.is_some() {
            self.flight.handed();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.over || self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
