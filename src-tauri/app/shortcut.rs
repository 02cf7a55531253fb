//! The keys that open the quick log from anywhere, where the system lets an app have such keys.

use crate::wake::Wake;
use std::str::FromStr;
use std::sync::mpsc::Sender;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Runtime};
use tauri_plugin_global_shortcut::{Builder, GlobalShortcutExt, Modifiers, Shortcut, ShortcutState};

/// Whether an app can have keys that work everywhere. On Wayland only the desktop itself gives them out: the person can
/// bind `chime-in --log` there.
pub fn possible() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || (named("DISPLAY") && !named("WAYLAND_DISPLAY"))
}

/// Whether these are keys for everywhere, as `Ctrl+Alt+L`: one key, with Ctrl, Alt or the system's own key.
pub fn can_be(keys: &str) -> bool {
    keys.len() <= 40
        && Shortcut::from_str(keys)
            .is_ok_and(|keys| keys.mods.intersects(Modifiers::CONTROL | Modifiers::ALT | Modifiers::SUPER))
}

/// What hears the keys.
pub fn plugin<R: Runtime>(pressed: Sender<Wake>) -> TauriPlugin<R> {
    let hear = Builder::new().with_handler(move |_, _, event| {
        if event.state == ShortcutState::Pressed {
            let _ = pressed.send(Wake::QuickLog);
        }
    });
    hear.build()
}

/// Holds these keys and no others; says whether they are held. Without keys, none are.
pub fn hold<R: Runtime>(app: &AppHandle<R>, keys: Option<&str>) -> bool {
    if !possible() {
        return false;
    }
    let held = app.global_shortcut();
    if keys.is_some_and(|keys| held.is_registered(keys)) {
        return true;
    }
    let done = held.unregister_all().and_then(|()| keys.map_or(Ok(()), |keys| held.register(keys)));
    if let Err(error) = &done {
        tracing::warn!(%error, ?keys, "the keys for the quick log could not be had");
    }
    done.is_ok()
}

#[cfg(test)]
mod tests {
    use super::can_be;

    #[test]
    fn keys_for_everywhere_have_a_modifier_and_one_key() {
        for keys in ["Ctrl+Alt+L", "Super+Shift+L", "Alt+Space", "CmdOrCtrl+Shift+KeyL"] {
            assert!(can_be(keys), "{keys}");
        }
        for keys in ["", "L", "Shift+L", "Ctrl", "Ctrl+Nose", "Ctrl+Alt+L+K", "Ctrl+\u{202e}L"] {
            assert!(!can_be(keys), "{keys}");
        }
    }
}
