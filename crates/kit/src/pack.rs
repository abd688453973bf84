//! A ZIP that is written piece by piece: what is ready can be sent on while the rest is still being made, so that its size
//! doesn't matter.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use zip::write::{SimpleFileOptions, StreamWriter};
use zip::{CompressionMethod, ZipWriter};

/// The ZIP under way.
pub struct Pack {
    zip: ZipWriter<StreamWriter<Ready>>,
    ready: Ready,
}

/// What is made and not yet taken.
#[derive(Clone, Default)]
struct Ready(Arc<Mutex<Vec<u8>>>);

impl Ready {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Ready {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Default for Pack {
    fn default() -> Pack {
        let ready = Ready::default();
        Pack { zip: ZipWriter::new_stream(ready.clone()), ready }
    }
}

impl Pack {
    /// Ends the file before and begins this one.
    pub fn begin(&mut self, name: &str) -> io::Result<()> {
        let how =
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).large_file(true);
        self.zip.start_file(name, how).map_err(io::Error::other)
    }

    /// Goes on with the file.
    pub fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.zip.write_all(bytes)
    }

    /// What is ready so far, once.
    pub fn take(&mut self) -> Vec<u8> {
        self.ready.take()
    }

    /// The end of the ZIP, and what wasn't taken before it.
    pub fn end(self) -> io::Result<Vec<u8>> {
        self.zip.finish().map_err(io::Error::other)?;
        Ok(self.ready.take())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_piece_by_piece_is_one_zip_with_every_file() {
        let mut pack = Pack::default();
        let mut bytes = Vec::new();
        for (name, text) in [("anna.txt", "Анна"), ("empty.txt", "")] {
            pack.begin(name).unwrap();
            pack.put(text.as_bytes()).unwrap();
            bytes.extend(pack.take());
        }
        bytes.extend(pack.end().unwrap());
        let mut zip = zip::ZipArchive::new(io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["anna.txt", "empty.txt"]);
        assert_eq!(io::read_to_string(zip.by_name("anna.txt").unwrap()).unwrap(), "Анна");
    }
}
