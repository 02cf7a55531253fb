//! Logistic regression, weighted and with a ridge, by Newton's method: few columns, many rows, no randomness. The same
//! rows in the same order give the same weights to the bit.

/// Rounds of Newton's method; each doubles the digits, and the ridge keeps it from running away.
const ROUNDS: usize = 12;

/// One row to learn from.
#[derive(Debug, Clone)]
pub struct Row {
    /// The values, one a column.
    pub values: Vec<f64>,
    /// What it is.
    pub is: bool,
    /// How much it counts.
    pub weight: f64,
}

/// The bias and the weight of each column. Columns are centred on `usual` first, and `ridge` is how much the square
/// of a weight costs.
pub fn fit(rows: &[Row], usual: &[f64], ridge: f64) -> (f64, Vec<f64>) {
    let size = usual.len() + 1;
    let mut weights = vec![0.0; size];
    for _ in 0..ROUNDS {
        let mut slope = vec![0.0; size];
        let mut curve = vec![0.0; size * size];
        let mut x = vec![1.0; size];
        for row in rows {
            for ((x, value), usual) in x[1..].iter_mut().zip(&row.values).zip(usual) {
                *x = value - usual;
            }
            let odds: f64 = x.iter().zip(&weights).map(|(x, w)| x * w).sum();
            let p = logistic(odds);
            let (error, bend) = (row.weight * (p - f64::from(u8::from(row.is))), row.weight * p * (1.0 - p));
            for i in 0..size {
                slope[i] += error * x[i];
                let bent = bend * x[i];
                for (cell, other) in curve[i * size..i * size + i + 1].iter_mut().zip(&x) {
                    *cell += bent * other;
                }
            }
        }
        for i in 0..size {
            let cost = if i == 0 { 1e-6 } else { ridge };
            slope[i] += cost * weights[i];
            curve[i * size + i] += cost;
        }
        let step = solve(&mut curve, slope);
        for (weight, step) in weights.iter_mut().zip(&step) {
            *weight -= step;
        }
        if step.iter().all(|step| step.abs() < 1e-7) {
            break;
        }
    }
    let bias = weights.remove(0);
    (bias, weights)
}

/// The probability of log-odds.
pub fn logistic(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds.clamp(-30.0, 30.0)).exp())
}

/// Solves a symmetric positive system, given by its lower half, by Cholesky's decomposition.
fn solve(lower: &mut [f64], mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for i in 0..size {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| lower[i * size + k] * lower[j * size + k]).sum();
            let left = lower[i * size + j] - known;
            lower[i * size + j] = if i == j { left.max(1e-12).sqrt() } else { left / lower[j * size + j] };
        }
    }
    for i in 0..size {
        let known: f64 = (0..i).map(|k| lower[i * size + k] * right[k]).sum();
        right[i] = (right[i] - known) / lower[i * size + i];
    }
    for i in (0..size).rev() {
        let known: f64 = (i + 1..size).map(|k| lower[k * size + i] * right[k]).sum();
        right[i] = (right[i] - known) / lower[i * size + i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regression_finds_the_odds_that_were_put_in() {
        let mut rows = Vec::new();
        for n in 0..4000u32 {
            let x = f64::from(n % 2);
            let wanted = if x > 0.5 { 0.8 } else { 0.3 };
            rows.push(Row { values: vec![x], is: f64::from((n / 2) % 100) / 100.0 < wanted, weight: 1.0 });
        }
        let (bias, weights) = fit(&rows, &[0.0], 1e-6);
        assert!((logistic(bias) - 0.3).abs() < 1e-3, "{bias}");
        assert!((logistic(bias + weights[0]) - 0.8).abs() < 1e-3, "{weights:?}");
    }

    #[test]
    fn a_column_that_says_nothing_weighs_nothing() {
        let rows: Vec<Row> =
            (0..100u32).map(|n| Row { values: vec![0.0, f64::from(n % 2)], is: n % 4 < 2, weight: 1.0 }).collect();
        let (_, weights) = fit(&rows, &[0.0, 0.5], 1.0);
        assert!(weights.iter().all(|weight| weight.abs() < 1e-9), "{weights:?}");
    }
}
