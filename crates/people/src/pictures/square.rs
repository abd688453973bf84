//! From a file to two squares. No SQL, no HTTP.

use std::io::Cursor;

use base::{Error, Result};
use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage};
use tokio::sync::Semaphore;

/// What a browser offers to choose.
pub const FORMATS: &str = "image/png,image/jpeg,image/webp";
/// The largest file.
pub const MOST_BYTES: usize = 5 << 20;
/// The most points of a picture; what has more is not opened.
const MOST_POINTS: u64 = 20_000_000;
/// The most memory that one picture takes while it is opened.
const MOST_MEMORY: u64 = 128 << 20;
/// The sides of the squares: on a card, and in a line.
const LARGE: u32 = 256;
const SMALL: u32 = 64;
const QUALITY: u8 = 85;

/// One at a time, so that many at once don't take the memory of many.
static TURN: Semaphore = Semaphore::const_new(1);

/// The picture in both sizes, as JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Squares {
    pub large: Vec<u8>,
    pub small: Vec<u8>,
}

/// Both squares of a file.
///
/// # Errors
/// 422 with the reason: too large a file, another format, too many points, broken.
pub async fn squares(bytes: Vec<u8>) -> Result<Squares> {
    let turn = TURN.acquire().await.map_err(|e| Error::Broken(e.to_string()))?;
    let made = tokio::task::spawn_blocking(move || made(&bytes)).await;
    drop(turn);
    made.map_err(|e| Error::Broken(e.to_string()))?.map_err(|key| Error::field("picture", key))
}

fn made(bytes: &[u8]) -> Result<Squares, &'static str> {
    let picture = opened(bytes)?;
    let side = picture.width().min(picture.height());
    let (x, y) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
    let square = picture.crop_imm(x, y, side, side);
    Ok(Squares { large: scaled(&square, LARGE)?, small: scaled(&square, SMALL)? })
}

/// The picture upright; its head is read first, and nothing is unpacked that is too large.
fn opened(bytes: &[u8]) -> Result<DynamicImage, &'static str> {
    if bytes.is_empty() {
        return Err("error-picture-none");
    }
    if bytes.len() > MOST_BYTES {
        return Err("error-picture-too-large");
    }
    let format = image::guess_format(bytes).map_err(|_| "error-picture-format")?;
    if !matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP) {
        return Err("error-picture-format");
    }
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| why(&error))?;
    let (width, height) = decoder.dimensions();
    let points = u64::from(width) * u64::from(height);
    if points > MOST_POINTS || decoder.total_bytes() > MOST_MEMORY {
        return Err("error-picture-points");
    }
    let upright = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| why(&error))?;
    picture.apply_orientation(upright);
    Ok(picture)
}

fn why(error: &ImageError) -> &'static str {
    match error {
        ImageError::Limits(_) => "error-picture-points",
        _ => "error-picture-broken",
    }
}

/// Never larger than it came; what one could see through is white.
fn scaled(square: &DynamicImage, side: u32) -> Result<Vec<u8>, &'static str> {
    let side = side.min(square.width());
    let seen = square.thumbnail_exact(side, side).to_rgba8();
    let over_white = |of: u8, alpha: u8| {
        let (of, alpha) = (u16::from(of), u16::from(alpha));
        u8::try_from((of * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
    };
    let flat = RgbImage::from_fn(side, side, |x, y| {
        let [r, g, b, a] = seen.get_pixel(x, y).0;
        Rgb([over_white(r, a), over_white(g, a), over_white(b, a)])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(&flat)
        .map_err(|_| "error-picture-broken")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use image::{Rgba, RgbaImage};

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// Left half red, right half blue.
    fn halves(width: u32, height: u32) -> DynamicImage {
        let half = |x, _| if x < width / 2 { Rgb([255, 0, 0]) } else { Rgb([0, 0, 255]) };
        RgbImage::from_fn(width, height, half).into()
    }

    fn point(bytes: &[u8], x: u32, y: u32) -> [u8; 3] {
        image::load_from_memory(bytes).unwrap().to_rgb8().get_pixel(x, y).0
    }

    fn is_red([r, g, b]: [u8; 3]) -> bool {
        r > 200 && g < 60 && b < 60
    }

    /// The head of a PNG of this size, and no picture after it.
    fn head_of_png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = written(&RgbImage::new(1, 1).into(), ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let mut crc = flate2::Crc::new();
        crc.update(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        bytes
    }

    // K05
    #[test]
    fn every_format_becomes_two_squares_of_its_middle() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let made = made(&written(&halves(600, 300), format)).unwrap();
            let sizes = [&made.large, &made.small].map(|bytes| {
                assert_eq!(image::guess_format(bytes).unwrap(), ImageFormat::Jpeg);
                let picture = image::load_from_memory(bytes).unwrap();
                (picture.width(), picture.height())
            });
            assert_eq!(sizes, [(256, 256), (64, 64)], "{format:?}");
            assert!(is_red(point(&made.large, 20, 128)) && !is_red(point(&made.large, 236, 128)));
        }
    }

    // K05
    #[test]
    fn a_small_picture_does_not_grow_and_what_is_clear_is_white() {
        let clear: DynamicImage = RgbaImage::from_pixel(40, 90, Rgba([255, 0, 0, 0])).into();
        let made = made(&written(&clear, ImageFormat::Png)).unwrap();
        assert_eq!(image::load_from_memory(&made.large).unwrap().width(), 40);
        assert!(point(&made.small, 20, 20).iter().all(|value| *value > 250));
    }

    // K05
    #[test]
    fn a_picture_taken_sideways_stands_upright_and_its_notes_are_gone() {
        let plain = written(&halves(400, 400), ImageFormat::Jpeg);
        // EXIF after the start of the file: orientation 6, a quarter to the right.
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend(b"49.8397 N secret place");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        let turned: Vec<u8> = [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]]
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let made = made(&turned).unwrap();
        assert!(is_red(point(&made.large, 20, 20)) && is_red(point(&made.large, 236, 20)), "red is above");
        assert!(!is_red(point(&made.large, 20, 236)));
        for bytes in [&made.large, &made.small] {
            assert!(
                !bytes.windows(4).any(|part| part == b"Exif")
                    && !bytes.windows(6).any(|part| part == b"secret")
            );
        }
    }

    // K05
    #[test]
    fn bombs_are_refused_before_they_are_opened() {
        for (width, height) in [(30_000, 30_000), (5_000, 4_001), (u32::MAX >> 1, 1), (1, 20_000_001)] {
            assert_eq!(made(&head_of_png(width, height)), Err("error-picture-points"), "{width} × {height}");
        }
        // A frame head of a JPEG of 65535 by 65535 points.
        let mut jpeg = written(&halves(16, 16), ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|part| part == [0xff, 0xc0]).unwrap();
        jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff; 4]);
        assert_eq!(made(&jpeg), Err("error-picture-points"));
        // A WebP of 16383 by 16383 points: fourteen bits for each side, less one.
        let mut webp = written(&RgbImage::new(1, 1).into(), ImageFormat::WebP);
        assert_eq!(&webp[12..16], b"VP8L");
        webp[21..25].copy_from_slice(&(16_382_u32 | 16_382 << 14).to_le_bytes());
        assert_eq!(made(&webp), Err("error-picture-points"));
    }

    /// A PNG with one more part after its head.
    fn with_part(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let named = [&kind[..], data].concat();
        let mut crc = flate2::Crc::new();
        crc.update(&named);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&png[..33], &length, &named, &crc.sum().to_be_bytes(), &png[33..]].concat()
    }

    /// The most memory, in bytes, that this program has had so far; 0 where the system does not say.
    fn most_memory() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
    }

    // K05
    #[test]
    fn what_is_packed_beside_the_points_does_not_fill_the_memory() {
        let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
        for _ in 0..512 {
            packed.write_all(&[0; 1 << 20]).unwrap();
        }
        let packed = packed.finish().unwrap();
        let plain = written(&halves(40, 40), ImageFormat::Png);
        let before = most_memory();
        for (kind, name) in [(b"iCCP", "colours\0\0"), (b"zTXt", "Comment\0\0")] {
            let bomb = with_part(&plain, kind, &[name.as_bytes(), &packed].concat());
            assert!(bomb.len() < MOST_BYTES);
            assert!(made(&bomb).is_ok());
        }
        assert!(most_memory() - before < 3 * MOST_MEMORY, "{before} became {}", most_memory());
    }

    // K05
    #[test]
    fn everything_else_is_refused_with_the_reason() {
        let gif = b"GIF89a\x01\0\x01\0\0\0\0;".to_vec();
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        let html = b"<!DOCTYPE html><p>a page called picture.png".to_vec();
        for other in [gif, svg, html, b"BM123456".to_vec(), b"no picture".to_vec()] {
            assert_eq!(made(&other), Err("error-picture-format"));
        }
        assert_eq!(made(&[]), Err("error-picture-none"));
        assert_eq!(made(&vec![0; MOST_BYTES + 1]), Err("error-picture-too-large"));
        let whole = written(&halves(300, 300), ImageFormat::Png);
        for broken in [&whole[..40], &whole[..whole.len() / 2]] {
            assert_eq!(made(broken), Err("error-picture-broken"), "{} bytes", broken.len());
        }
    }
}
