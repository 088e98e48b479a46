//! The few shapes that the plot is made of. What they look like is in the style sheet, by class.

use svg::node::element::{Circle, Group, Line, Rectangle, Text};

pub(super) fn text(class: &str, x: f64, y: f64, content: &str) -> Text {
    Text::new(content)
        .set("class", class)
        .set("x", rounded(x))
        .set("y", rounded(y))
}

pub(super) fn circle(class: &str, x: f64, y: f64, radius: f64) -> Circle {
    Circle::new()
        .set("class", class)
        .set("cx", rounded(x))
        .set("cy", rounded(y))
        .set("r", radius)
}

/// Upright, with its middle at this place.
pub(super) fn bar(class: &str, x: f64, y: f64) -> Rectangle {
    const SIZE: (f64, f64) = (3.5, 12.0);
    Rectangle::new()
        .set("class", class)
        .set("x", rounded(x - SIZE.0 / 2.0))
        .set("y", rounded(y - SIZE.1 / 2.0))
        .set("width", SIZE.0)
        .set("height", SIZE.1)
        .set("rx", 1)
}

pub(super) fn line(class: &str, from: (f64, f64), to: (f64, f64)) -> Line {
    Line::new()
        .set("class", class)
        .set("x1", rounded(from.0))
        .set("y1", rounded(from.1))
        .set("x2", rounded(to.0))
        .set("y2", rounded(to.1))
}

/// Moves a group to where it belongs.
pub(super) fn place(group: Group, x: f64, y: f64) -> Group {
    group.set("transform", format!("translate({x} {y})"))
}

/// Nobody sees a hundredth of a pixel.
fn rounded(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}
