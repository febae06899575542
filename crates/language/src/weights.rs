//! Reads the weights: safetensors with int8 matrices and their names in the header.

use safetensors::{Dtype, SafeTensors};

use crate::error::Error;
use crate::kernel::Linear;

/// What the format of the file says of it.
fn unreadable(error: safetensors::SafeTensorError) -> Error {
    Error::weights(error.to_string()).with(error)
}

/// A weights file, opened.
pub(crate) struct Weights<'a> {
    tensors: SafeTensors<'a>,
    metadata: std::collections::BTreeMap<String, String>,
}

impl<'a> Weights<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Weights<'a>, Error> {
        let tensors = SafeTensors::deserialize(bytes).map_err(unreadable)?;
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(unreadable)?;
        let metadata = header.metadata().iter().flatten().map(|(k, v)| (k.clone(), v.clone())).collect();
        Ok(Weights { tensors, metadata })
    }

    /// An entry of the header.
    pub(crate) fn text(&self, name: &str) -> Result<&str, Error> {
        self.metadata
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| Error::weights(format!("no entry {name:?}")))
    }

    fn bytes(&self, name: &str, dtype: Dtype) -> Result<&'a [u8], Error> {
        let view = self.tensors.tensor(name).map_err(unreadable)?;
        if view.dtype() == dtype {
            Ok(view.data())
        } else {
            Err(Error::weights(format!("tensor {name:?} is {:?}, not {dtype:?}", view.dtype())))
        }
    }

    pub(crate) fn floats(&self, name: &str) -> Result<Vec<f32>, Error> {
        let bytes = self.bytes(name, Dtype::F32)?;
        Ok(bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect())
    }

    pub(crate) fn hashes(&self, name: &str) -> Result<Vec<u64>, Error> {
        let bytes = self.bytes(name, Dtype::U64)?;
        Ok(bytes.as_chunks::<8>().0.iter().map(|b| u64::from_le_bytes(*b)).collect())
    }

    pub(crate) fn signed(&self, name: &str) -> Result<Vec<i8>, Error> {
        Ok(self.bytes(name, Dtype::I8)?.iter().map(|b| b.cast_signed()).collect())
    }

    /// The map `NAME.q` (int8 `[outputs][inputs]`), `NAME.s` (scale of each row), with the tensor `bias`.
    pub(crate) fn linear(&self, name: &str, bias: &str) -> Result<Linear, Error> {
        self.linear_with(name, self.floats(bias)?)
    }

    /// The same with a bias of the caller's.
    pub(crate) fn linear_with(&self, name: &str, bias: Vec<f32>) -> Result<Linear, Error> {
        let (rows, inputs, scales) = self.matrix(name, &bias)?;
        Ok(Linear::new(&rows, inputs, scales, bias))
    }

    /// The map NAME of a biaffine classifier, whose rows `[class][input, and one more]` are turned to
    /// `[input, and one more][class]`: so the classes lie side by side where they are added up.
    pub(crate) fn classes(&self, name: &str) -> Result<Linear, Error> {
        let bias = self.floats(&format!("{name}.b"))?;
        let (rows, inputs, scales) = self.matrix(name, &bias)?;
        let classes = scales.len() / (inputs + 1);
        let order = (0..scales.len()).map(|at| at % classes.max(1) * (inputs + 1) + at / classes.max(1));
        let order: Vec<usize> = order.filter(|from| *from < scales.len()).collect();
        let turned: Vec<i8> =
            order.iter().flat_map(|from| &rows[from * inputs..(from + 1) * inputs]).copied().collect();
        let pick = |values: &[f32]| order.iter().map(|from| values[*from]).collect();
        Ok(Linear::new(&turned, inputs, pick(&scales), pick(&bias)))
    }

    /// The rows of `NAME.q`, their length, and their scales.
    fn matrix(&self, name: &str, bias: &[f32]) -> Result<(Vec<i8>, usize, Vec<f32>), Error> {
        let (rows, scales) = (self.signed(&format!("{name}.q"))?, self.floats(&format!("{name}.s"))?);
        let inputs = rows.len() / scales.len().max(1);
        if inputs == 0 || inputs % 4 != 0 || rows.len() != inputs * scales.len() || bias.len() != scales.len()
        {
            return Err(Error::weights(format!("tensor {name:?} has an odd shape")));
        }
        Ok((rows, inputs, scales))
    }
}
