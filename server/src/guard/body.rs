//! A request's body that ends in an error when it is larger than allowed.

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use hyper::body::{Frame, SizeHint};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

/// Whether a body turned out too large while it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct TooLarge(Arc<AtomicBool>);

impl TooLarge {
    pub(super) fn is_so(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

pub(super) struct Bounded {
    inner: Body,
    left: usize,
    too_large: TooLarge,
}

impl Bounded {
    pub(super) fn wrap(request: Request, most: usize) -> (Request, TooLarge) {
        let too_large = TooLarge::default();
        let bounded = request.map(|inner| {
            if inner.is_end_stream() {
                inner
            } else {
                Body::new(Self { inner, left: most, too_large: too_large.clone() })
            }
        });
        (bounded, too_large)
    }
}

impl HttpBody for Bounded {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = ready!(Pin::new(&mut self.inner).poll_frame(cx));
        let length = match &frame {
            Some(Ok(frame)) => frame.data_ref().map_or(0, Bytes::len),
            _ => 0,
        };
        if let Some(left) = self.left.checked_sub(length) {
            self.left = left;
            return Poll::Ready(frame);
        }
        self.left = 0;
        self.too_large.0.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(axum::Error::new(io::Error::other("the body is too large")))))
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
