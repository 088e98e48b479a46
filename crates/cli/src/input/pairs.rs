//! One option with several values in it: `key=value,..`.

use super::Options;

/// The values of these keys, in their order. What has a comma in it cannot be said in this form.
pub(crate) fn pairs<'a, const N: usize>(
    option: &str,
    text: &'a str,
    keys: [&str; N],
    options: &mut Options,
) -> [Option<&'a str>; N] {
    let mut values = [None; N];
    for pair in text.split(',') {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let (key, value) = (key.trim(), value.trim());
        match keys.iter().position(|known| *known == key) {
            Some(position) if values[position].is_none() => values[position] = Some(value),
            Some(_) => options.wrong(option, format!("says {key} twice")),
            None => options.wrong(
                option,
                format!(
                    "must be KEY=VALUE,.. of {}; where a value has commas, use --from-json",
                    keys.join(", ")
                ),
            ),
        }
    }
    values
}
