//! How long a start takes, judged by what a person sees.

use super::stage::Stage;
use anyhow::{Result, anyhow};
use desktop::Picture;
use std::time::{Duration, Instant};

/// Two pictures are the same to a person where at most this share of pixels differs: a caret, a spinner's last turn.
const SAME: f64 = 0.005;
/// How often the screen is looked at; the figures are no finer than this.
const GLANCE: Duration = Duration::from_millis(5);
const PATIENCE: Duration = Duration::from_secs(60);

/// Starts the app, waits until its window has settled, and tells when it first looked as it does then.
pub(super) fn until_drawn(stage: &Stage) -> Result<Duration> {
    let begun = Instant::now();
    let app = stage.open(false)?;
    let mut seen: Vec<(Duration, Picture)> = Vec::new();
    loop {
        let picture = stage.desktop.screen.picture().map_err(|why| anyhow!(why))?;
        let at = begun.elapsed();
        if seen.last().is_none_or(|(_, last)| *last != picture) {
            seen.push((at, picture));
        }
        let (changed, last) = seen.last().ok_or_else(|| anyhow!("no picture was taken"))?;
        if at - *changed > Duration::from_millis(1500) && last.drawn().is_some() {
            break;
        }
        if at > PATIENCE {
            return Err(anyhow!("the window showed nothing within {} seconds", PATIENCE.as_secs()));
        }
        std::thread::sleep(GLANCE);
    }
    drop(app);
    wait_until_bare(stage)?;
    let (_, end) = seen.last().ok_or_else(|| anyhow!("no picture was taken"))?;
    let first = seen.iter().find(|(_, picture)| picture.difference(end) < SAME);
    first.map(|(at, _)| *at).ok_or_else(|| anyhow!("the window never settled"))
}

/// Waits until the window shows something and is still.
pub(super) fn wait_until_drawn(stage: &Stage) -> Result<()> {
    stage.desktop.screen.settled(PATIENCE, || None).map(drop).map_err(|why| anyhow!(why))
}

/// Waits until the ended app's window is off the screen.
fn wait_until_bare(stage: &Stage) -> Result<()> {
    let begun = Instant::now();
    while stage.desktop.screen.picture().map_err(|why| anyhow!(why))?.drawn().is_some() {
        if begun.elapsed() > PATIENCE {
            return Err(anyhow!("the window stays on the screen after its app has ended"));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}
