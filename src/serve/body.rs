//! The bytes of an answer: at hand, or streamed from a file.
//!
//! Enters: bytes, or an open file and how much of it to send. Leaves: what hyper sends, piece by piece.
//! Must not know: what the bytes are.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Bytes, Frame, SizeHint};
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

/// How much of a file is held in memory for one request.
const PIECE: usize = 64 << 10;

/// What is sent after the head.
pub(super) enum Body {
    /// These bytes; empty once they are sent.
    Whole(Bytes),
    /// A file from where it stands, and how many bytes of it are left to send.
    File(File, u64),
}

impl Body {
    fn left(&self) -> u64 {
        match self {
            Body::Whole(bytes) => bytes.len() as u64,
            Body::File(_, left) => *left,
        }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        if this.left() == 0 {
            return Poll::Ready(None);
        }
        match this {
            Body::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Body::File(file, left) => {
                let want = usize::try_from(*left).unwrap_or(PIECE).min(PIECE);
                let mut piece = vec![0; want];
                let mut into = ReadBuf::new(&mut piece);
                ready!(Pin::new(file).poll_read(cx, &mut into))?;
                let read = into.filled().len();
                if read == 0 {
                    // The file has become shorter than its length was said to be: the connection ends,
                    // so that the client does not take what it has for the whole.
                    return Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())));
                }
                *left -= read as u64;
                piece.truncate(read);
                Poll::Ready(Some(Ok(Frame::data(piece.into()))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}
