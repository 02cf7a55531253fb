//! Learns the weights of the model from labelled streams.
//!
//! 1. Two regressions over the features of a post, one for posts without a link and one for those with.
//! 2. The habits of each feed are run through with what these say; one more regression weighs them.
//! 3. The log-odds are scaled and shifted so that they are probabilities (Platt 1999).
//!
//! No account may outweigh the others: the posts of one account and label weigh together as the square root of their
//! number. The last step counts every post as one.

use crate::regression::{Row, fit};
use crate::seen::{SeenPost, SeenStream};
use coach::kind::{Habits, Model, SEEN, SeenWeights, TRAITS};

/// What the square of a weight costs, for the features of a post and for the habits.
const RIDGE_SEEN: f64 = 20.0;
const RIDGE_HABITS: f64 = 5.0;

/// The model that these streams teach.
pub fn train(streams: &[&SeenStream]) -> Model {
    let mut model = Model { seen: [seen(streams, false), seen(streams, true)], ..Model::default() };
    habits(&mut model, streams);
    calibrate(&mut model, streams);
    rounded(model)
}

/// The scored posts of the streams with their weights.
fn scored<'a>(streams: &'a [&SeenStream]) -> impl Iterator<Item = (&'a SeenPost, bool, f64)> {
    streams.iter().flat_map(|stream| {
        let count = |wanted| stream.posts.iter().filter(|p| p.automatic == Some(wanted)).count() as f64;
        let weight = [count(false), count(true)].map(|count: f64| count.max(1.0).sqrt().recip());
        let scored = move |post: &'a SeenPost| post.automatic.map(|is| (post, is, weight[usize::from(is)]));
        stream.posts.iter().filter_map(scored)
    })
}

fn seen(streams: &[&SeenStream], has_link: bool) -> SeenWeights {
    let posts = scored(streams).filter(|(post, ..)| post.sight.has_link == has_link);
    let row = |(post, is, weight): (&SeenPost, bool, f64)| Row {
        values: post.sight.values.iter().map(|value| f64::from(*value)).collect(),
        is,
        weight,
    };
    let rows = normalised(posts.map(row).collect());
    let usual = usual(&rows, SEEN);
    let (bias, weights) = fit(&rows, &usual, RIDGE_SEEN);
    let mut seen = SeenWeights { bias: bias as f32, ..SeenWeights::default() };
    for i in 0..SEEN {
        seen.weights[i] = weights[i] as f32;
        seen.usual[i] = usual[i] as f32;
    }
    seen
}

/// The log-odds by the post alone, and its habits, of every scored post.
fn with_habits(model: &Model, streams: &[&SeenStream]) -> Vec<Vec<f64>> {
    let mut values = Vec::new();
    for stream in streams {
        let mut habits = Habits::default();
        for post in &stream.posts {
            let weighed = model.weigh(&post.sight, &habits);
            if post.automatic.is_some() {
                let alone = f64::from(weighed.alone.clamp(1e-6, 1.0 - 1e-6));
                let mut row = vec![(alone / (1.0 - alone)).ln()];
                row.extend(habits.of(&post.sight).map(f64::from));
                values.push(row);
            }
            habits.learn(&post.sight, weighed.alone);
        }
    }
    values
}

fn habits(model: &mut Model, streams: &[&SeenStream]) {
    let rows = with_habits(model, streams).into_iter().zip(scored(streams));
    let rows = normalised(rows.map(|(values, (_, is, weight))| Row { values, is, weight }).collect());
    let mut usual = vec![0.0; TRAITS + 2];
    usual[TRAITS + 1] = usual_of(&rows, TRAITS + 1);
    let (bias, weights) = fit(&rows, &usual, RIDGE_HABITS);
    model.bias = bias as f32;
    model.alone = weights[0] as f32;
    model.usual_feed = usual[TRAITS + 1] as f32;
    for (habit, weight) in model.habits.iter_mut().zip(&weights[1..]) {
        *habit = *weight as f32;
    }
}

fn calibrate(model: &mut Model, streams: &[&SeenStream]) {
    let rows: Vec<Row> = with_habits(model, streams)
        .into_iter()
        .zip(scored(streams))
        .map(|(values, (_, is, _))| {
            let habits = values[1..].iter().zip(&model.habits).map(|(value, weight)| value * f64::from(*weight));
            let feed = f64::from(model.usual_feed) * f64::from(model.habits[TRAITS]);
            let odds = f64::from(model.bias) + f64::from(model.alone) * values[0] + habits.sum::<f64>() - feed;
            Row { values: vec![odds], is, weight: 1.0 }
        })
        .collect();
    let (shift, scale) = fit(&rows, &[0.0], 1e-6);
    let scale = scale[0] as f32;
    model.bias = model.bias * scale + shift as f32;
    model.alone *= scale;
    for habit in &mut model.habits {
        *habit *= scale;
    }
}

/// The rows with weights that are one on average.
fn normalised(mut rows: Vec<Row>) -> Vec<Row> {
    let mean = rows.iter().map(|row| row.weight).sum::<f64>() / (rows.len() as f64).max(1.0);
    for row in &mut rows {
        row.weight /= mean.max(1e-12);
    }
    rows
}

fn usual(rows: &[Row], columns: usize) -> Vec<f64> {
    (0..columns).map(|column| usual_of(rows, column)).collect()
}

fn usual_of(rows: &[Row], column: usize) -> f64 {
    let weight: f64 = rows.iter().map(|row| row.weight).sum();
    rows.iter().map(|row| row.weight * row.values[column]).sum::<f64>() / weight.max(1e-12)
}

/// The model as its file says it: what is judged with is what can be read.
fn rounded(model: Model) -> Model {
    Model::read(&model.to_string()).unwrap_or(model)
}
