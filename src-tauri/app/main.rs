fn main() { tauri::Builder::<tauri::Wry>::default(); }
