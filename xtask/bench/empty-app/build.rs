//! What Tauri needs to know about the empty app.

fn main() {
    tauri_build::build();
}
