//! Pixels: read from an X window dump, cut, compared, written as PNG.

use std::collections::HashSet;
use std::path::Path;

/// A picture, three bytes a pixel (red, green, blue), rows from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

/// A window that shows words has at least this many colours; an empty one has one or two.
const COLOURS_OF_WORDS: usize = 8;

impl Picture {
    /// Reads a 32-bit little-endian X window dump, the form of Xvfb's screen memory; `None` where it is anything else.
    ///
    /// The header is 25 big-endian words (`XWDFile.h`), then the window's name, then 12 bytes a colour.
    pub fn from_xwd(bytes: &[u8]) -> Option<Self> {
        let word = |n: usize| -> Option<usize> {
            let four = bytes.get(n * 4..n * 4 + 4)?;
            usize::try_from(u32::from_be_bytes(four.try_into().ok()?)).ok()
        };
        let (header, width, height) = (word(0)?, word(4)?, word(5)?);
        let (bits, row, colours) = (word(11)?, word(12)?, word(19)?);
        let least_significant_first = word(7)? == 0;
        if bits != 32 || !least_significant_first {
            return None;
        }
        let pixels = bytes.get(header + colours * 12..)?;
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            for pixel in pixels.get(y * row..y * row + width * 4)?.chunks_exact(4) {
                rgb.extend([pixel[2], pixel[1], pixel[0]]);
            }
        }
        Some(Self { width, height, rgb })
    }

    /// Reads a PNG file; what lets see through is taken as it is.
    ///
    /// # Errors
    /// Where the file cannot be read or is no PNG; the sentence names it.
    pub fn open(path: &Path) -> Result<Self, String> {
        let failed = |error: &dyn std::fmt::Display| format!("{} could not be read: {error}", path.display());
        let file = std::fs::File::open(path).map_err(|error| failed(&error))?;
        let mut decoder = png::Decoder::new(std::io::BufReader::new(file));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(|error| failed(&error))?;
        let mut bytes = vec![0; reader.output_buffer_size().ok_or_else(|| failed(&"it is too large"))?];
        let frame = reader.next_frame(&mut bytes).map_err(|error| failed(&error))?;
        let (width, height) = (frame.width as usize, frame.height as usize);
        let samples = frame.color_type.samples();
        let rgb = bytes.chunks_exact(samples).flat_map(|pixel| [0, 1, 2].map(|n| pixel[n.min(samples - 1)]));
        Ok(Self { width, height, rgb: rgb.take(width * height * 3).collect() })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (usize, usize) {
        (self.width, self.height)
    }

    /// The part that is not the bare black screen, where words are drawn in it; `None` where there are none yet.
    pub fn drawn(&self) -> Option<Self> {
        let (mut left, mut right, mut top, mut bottom) = (usize::MAX, 0, usize::MAX, 0);
        let mut colours = HashSet::new();
        for (n, pixel) in self.rgb.chunks_exact(3).enumerate() {
            if pixel != [0, 0, 0] {
                let (x, y) = (n % self.width, n / self.width);
                (left, right) = (left.min(x), right.max(x));
                (top, bottom) = (top.min(y), bottom.max(y));
                if colours.len() < COLOURS_OF_WORDS {
                    colours.insert(pixel);
                }
            }
        }
        if colours.len() < COLOURS_OF_WORDS {
            return None;
        }
        let width = right - left + 1;
        let rgb = (top..=bottom)
            .flat_map(|y| self.rgb[(y * self.width + left) * 3..(y * self.width + left + width) * 3].iter().copied())
            .collect();
        Some(Self { width, height: bottom - top + 1, rgb })
    }

    /// The share of pixels, 0.0 to 1.0, in which two pictures differ; 1.0 where they differ in size.
    pub fn difference(&self, other: &Self) -> f64 {
        if self.size() != other.size() || self.rgb.is_empty() {
            return 1.0;
        }
        let differing = self.rgb.chunks_exact(3).zip(other.rgb.chunks_exact(3)).filter(|(a, b)| a != b).count();
        differing as f64 / (self.width * self.height) as f64
    }

    /// Writes it as a PNG file.
    ///
    /// # Errors
    /// Where the file cannot be written; the sentence names it.
    pub fn save(&self, path: &Path) -> Result<(), String> {
        let failed = |error: &dyn std::fmt::Display| format!("{} could not be written: {error}", path.display());
        let file = std::fs::File::create(path).map_err(|error| failed(&error))?;
        let too_big = |_| failed(&"it is too large");
        let (width, height) =
            (u32::try_from(self.width).map_err(too_big)?, u32::try_from(self.height).map_err(too_big)?);
        let mut encoder = png::Encoder::new(std::io::BufWriter::new(file), width, height);
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().map_err(|error| failed(&error))?;
        writer.write_image_data(&self.rgb).map_err(|error| failed(&error))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::Picture;

    fn black(width: usize, height: usize) -> Picture {
        Picture { width, height, rgb: vec![0; width * height * 3] }
    }

    fn dot(picture: &mut Picture, x: usize, y: usize, shade: u8) {
        let at = (y * picture.width + x) * 3;
        picture.rgb[at..at + 3].copy_from_slice(&[shade, 1, 2]);
    }

    #[test]
    fn a_bare_screen_and_an_empty_window_show_nothing() {
        let mut screen = black(20, 10);
        assert_eq!(screen.drawn(), None);
        for x in 5..15 {
            dot(&mut screen, x, 5, 255);
        }
        assert_eq!(screen.drawn(), None);
    }

    #[test]
    fn a_window_with_words_is_cut_out_of_the_screen() {
        let mut screen = black(20, 10);
        for x in 5..15 {
            dot(&mut screen, x, x / 2, 100 + u8::try_from(x).unwrap_or(0));
        }
        assert_eq!(screen.drawn().map(|window| window.size()), Some((10, 6)));
    }

    #[test]
    fn difference_is_the_share_of_pixels() {
        let (plain, mut one) = (black(10, 10), black(10, 10));
        assert!(plain.difference(&one) == 0.0);
        dot(&mut one, 3, 3, 9);
        assert!((plain.difference(&one) - 0.01).abs() < 1e-9);
        assert!((plain.difference(&black(5, 5)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_was_saved_is_opened_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut picture = black(7, 5);
        dot(&mut picture, 3, 2, 200);
        let path = folder.path().join("picture.png");
        picture.save(&path).unwrap();
        assert_eq!(Picture::open(&path), Ok(picture));
        std::fs::write(&path, b"no picture").unwrap();
        assert!(Picture::open(&path).is_err_and(|error| error.contains("picture.png")));
    }

    #[test]
    fn what_is_no_window_dump_is_refused() {
        assert_eq!(Picture::from_xwd(b""), None);
        assert_eq!(Picture::from_xwd(&[0; 400]), None);
    }
}
