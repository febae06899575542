//! Points on the sphere, as far as a report's phrases need them.

/// Kilometres of one degree of a great circle.
const KM_PER_DEGREE: f64 = 111.195;

/// Degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    pub(super) lat: f64,
    pub(super) lon: f64,
}

impl Point {
    /// Distance in kilometres along the great circle (haversine).
    pub(super) fn km_to(self, other: Point) -> f64 {
        let (lat, lon) = ((other.lat - self.lat).to_radians(), (other.lon - self.lon).to_radians());
        let a = (lat / 2.0).sin().powi(2)
            + self.lat.to_radians().cos() * other.lat.to_radians().cos() * (lon / 2.0).sin().powi(2);
        2.0 * a.sqrt().min(1.0).asin().to_degrees() * KM_PER_DEGREE
    }

    /// The point some kilometres away towards a bearing in degrees clockwise from north; exact
    /// enough below a few hundred kilometres.
    pub(super) fn towards(self, bearing: f64, km: f64) -> Point {
        let degrees = km / KM_PER_DEGREE;
        let (sin, cos) = bearing.to_radians().sin_cos();
        let shrink = self.lat.to_radians().cos().max(0.1);
        Point { lat: (self.lat + degrees * cos).clamp(-90.0, 90.0), lon: self.lon + degrees * sin / shrink }
            .rounded()
    }

    /// The point halfway to another, for places on the same side of the globe.
    pub(super) fn middle(self, other: Point) -> Point {
        Point { lat: self.lat.midpoint(other.lat), lon: self.lon.midpoint(other.lon) }.rounded()
    }

    /// To a ten-thousandth of a degree, about ten metres.
    pub(super) fn rounded(self) -> Point {
        let round = |v: f64| (v * 1e4).round() / 1e4;
        Point { lat: round(self.lat), lon: round(self.lon) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_and_bearings() {
        let aleppo = Point { lat: 36.2, lon: 37.16 };
        let damascus = Point { lat: 33.51, lon: 36.29 };
        assert!((aleppo.km_to(damascus) - 309.0).abs() < 2.0);
        let north_west = aleppo.towards(315.0, 35.0);
        assert!((aleppo.km_to(north_west) - 35.0).abs() < 0.5);
        assert!(north_west.lat > aleppo.lat && north_west.lon < aleppo.lon);
        assert_eq!(aleppo.middle(aleppo), aleppo);
    }
}
