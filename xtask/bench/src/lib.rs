//! What the measurements are made on: archives of any size that tell one and the same story.

pub mod generate;
