//! Every icon, drawn from its SVG: PNG for the tray and for Linux, ICO for Windows, ICNS for macOS.

use anyhow::{Context, Result};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

/// The width and height of a tray icon, in pixels; panels make it smaller.
const TRAY: u32 = 64;
/// The PNG files of the app's icon and their widths, as the bundler looks for them.
const APP: [(&str, u32); 4] = [("32x32.png", 32), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];
/// The widths in `icon.ico`.
const ICO: [u32; 5] = [16, 32, 48, 64, 256];
/// The widths in `icon.icns`.
const ICNS: [u32; 4] = [32, 128, 256, 512];

/// Every file that comes from the drawings in `folder`, with its bytes.
///
/// # Errors
/// Where a drawing is missing or is no SVG.
pub fn drawn(folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let app = Drawing::read(&folder.join("app.svg"))?;
    let mut files = Vec::new();
    for (name, width) in APP {
        files.push((folder.join(name), app.png(width)?));
    }
    files.push((folder.join("icon.ico"), ico(&app)?));
    files.push((folder.join("icon.icns"), icns(&app)?));
    let mut tray: Vec<PathBuf> = fs::read_dir(folder.join("tray"))
        .context("icons/tray can't be read")?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "svg"))
        .collect();
    tray.sort();
    for path in tray {
        files.push((path.with_extension("png"), Drawing::read(&path)?.png(TRAY)?));
    }
    Ok(files)
}

struct Drawing(Tree);

impl Drawing {
    fn read(path: &Path) -> Result<Self> {
        let svg = fs::read(path).with_context(|| format!("{} can't be read", path.display()))?;
        let tree = Tree::from_data(&svg, &Options::default());
        tree.map(Self).with_context(|| format!("{} is no SVG", path.display()))
    }

    fn png(&self, width: u32) -> Result<Vec<u8>> {
        let mut pixels = Pixmap::new(width, width).context("an icon has a width")?;
        #[allow(clippy::cast_precision_loss, reason = "icons are at most 512 pixels wide")]
        let scale = width as f32 / self.0.size().width();
        resvg::render(&self.0, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        Ok(pixels.encode_png()?)
    }
}

fn ico(app: &Drawing) -> Result<Vec<u8>> {
    let mut icon = ico::IconDir::new(ico::ResourceType::Icon);
    for width in ICO {
        let image = ico::IconImage::read_png(Cursor::new(app.png(width)?))?;
        icon.add_entry(ico::IconDirEntry::encode(&image)?);
    }
    let mut bytes = Vec::new();
    icon.write(&mut bytes)?;
    Ok(bytes)
}

fn icns(app: &Drawing) -> Result<Vec<u8>> {
    let mut family = icns::IconFamily::new();
    for width in ICNS {
        family.add_icon(&icns::Image::read_png(Cursor::new(app.png(width)?))?)?;
    }
    let mut bytes = Vec::new();
    family.write(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::drawn;
    use resvg::tiny_skia::Pixmap;
    use std::io::Cursor;
    use std::path::Path;

    /// The pixels of every picture in a file: their bytes depend on who packed them.
    fn pixels(path: &Path, bytes: &[u8]) -> Vec<Vec<u8>> {
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("ico") => {
                let icon = ico::IconDir::read(Cursor::new(bytes)).unwrap();
                icon.entries().iter().map(|entry| entry.decode().unwrap().rgba_data().to_vec()).collect()
            }
            Some("icns") => {
                let family = icns::IconFamily::read(bytes).unwrap();
                let icons = family.available_icons();
                icons.into_iter().map(|icon| family.get_icon_with_type(icon).unwrap().data().to_vec()).collect()
            }
            _ => vec![Pixmap::decode_png(bytes).unwrap().data().to_vec()],
        }
    }

    #[test]
    fn every_icon_is_as_its_drawing() {
        let files = drawn(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../icons")).unwrap();
        assert!(files.len() > 10);
        for (path, bytes) in files {
            let kept = std::fs::read(&path).unwrap_or_default();
            assert!(
                pixels(&path, &kept) == pixels(&path, &bytes),
                "{} is not as its drawing; `cargo xtask icons` draws it anew",
                path.display()
            );
        }
    }
}
