//! LSP frames over blocking streams.

use std::io::{self, BufRead, Write};

use anyhow::{Context, Result, bail};

/// The body of the next frame, into `body`; false at the end of the stream.
pub fn read(from: &mut impl BufRead, body: &mut Vec<u8>) -> Result<bool> {
    let mut length = None;
    let mut line = String::new();
    loop {
        line.clear();
        if from.read_line(&mut line)? == 0 {
            return Ok(false);
        }
        let header = line.trim_end();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = Some(value.trim().parse::<usize>().with_context(|| header.to_owned())?);
        }
    }
    let Some(length) = length else { bail!("a frame without a length") };
    body.resize(length, 0);
    from.read_exact(body)?;
    Ok(true)
}

/// One frame, in one write.
pub fn write(to: &mut impl Write, body: &[u8]) -> io::Result<()> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    to.write_all(&frame)?;
    to.flush()
}
