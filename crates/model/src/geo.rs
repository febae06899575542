//! Points on the earth, taken as a sphere: one distance and one length of a degree for the whole program.
//!
//! The trigonometry is the crate `libm`'s, not the platform's, so that the same text gives the same coordinates, and the
//! same reports the same incidents, wherever they are read. `clippy.toml` bans the platform's.

/// Kilometres of one degree of a great circle, on the mean radius of the earth (6371.0 km).
pub const KM_PER_DEGREE: f64 = 111.195;

/// Degrees north and east.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Degrees north, −90 to 90.
    pub lat: f64,
    /// Degrees east, −180 to 180.
    pub lon: f64,
}

/// Two parallels and two meridians.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// The southern parallel.
    pub south: f64,
    /// The northern one.
    pub north: f64,
    /// The western meridian.
    pub west: f64,
    /// The eastern one.
    pub east: f64,
}

impl Point {
    /// Distance in kilometres along the great circle (haversine).
    pub fn km_to(self, other: Point) -> f64 {
        let half = |from: f64, to: f64| square(libm::sin((to - from).to_radians() / 2.0));
        let narrowing = cos(self.lat) * cos(other.lat);
        let h = half(self.lat, other.lat) + narrowing * half(self.lon, other.lon);
        2.0 * libm::asin(h.sqrt().min(1.0)).to_degrees() * KM_PER_DEGREE
    }

    /// The point some kilometres away towards a bearing in degrees clockwise from north; exact
    /// enough below a few hundred kilometres.
    pub fn towards(self, bearing: f64, km: f64) -> Point {
        self.offset(bearing, km / KM_PER_DEGREE)
    }

    /// The point some degrees of a great circle away towards a bearing.
    pub fn offset(self, bearing: f64, degrees: f64) -> Point {
        let (sin, cos) = libm::sincos(bearing.to_radians());
        let lat = (self.lat + degrees * cos).clamp(-90.0, 90.0);
        Point { lat, lon: self.lon + degrees * sin / self.narrowing() }.rounded()
    }

    /// How many degrees of a great circle another point lies from here in the direction of a bearing; negative
    /// behind. On the plane that touches the sphere here, as [`Point::offset`] and [`Point::bearing_to`] are.
    pub fn degrees_along(self, bearing: f64, other: Point) -> f64 {
        let (sin, cos) = libm::sincos(bearing.to_radians());
        let (north, east) = self.plane(other);
        north * cos + east * sin
    }

    /// The bearing under which another point is seen from here, −180 to 180.
    pub fn bearing_to(self, other: Point) -> f64 {
        let (north, east) = self.plane(other);
        libm::atan2(east, north).to_degrees()
    }

    /// The point halfway to another, for places on the same side of the globe.
    pub fn middle(self, other: Point) -> Point {
        Point { lat: self.lat.midpoint(other.lat), lon: self.lon.midpoint(other.lon) }.rounded()
    }

    /// To a ten-thousandth of a degree, about ten metres.
    pub fn rounded(self) -> Point {
        let round = |v: f64| (v * 1e4).round() / 1e4;
        Point { lat: round(self.lat), lon: round(self.lon) }
    }

    /// Bounds that hold every point within some kilometres, and a few more. Where they would cross the antimeridian or a
    /// pole, they reach around the globe.
    pub fn around(self, km: f64) -> Bounds {
        /// Makes the box a little larger than its circle, whatever the rounding.
        const MARGIN: f64 = 1.006;
        let high = km / KM_PER_DEGREE * MARGIN;
        let farthest = self.lat.abs() + high;
        let wide = high / cos(farthest.min(89.9));
        let (west, east) = (self.lon - wide, self.lon + wide);
        let whole = west < -180.0 || east > 180.0 || farthest >= 89.9;
        let (west, east) = if whole { (-180.0, 180.0) } else { (west, east) };
        Bounds { south: self.lat - high, north: self.lat + high, west, east }
    }

    /// Degrees north and east of here, both of a great circle.
    fn plane(self, other: Point) -> (f64, f64) {
        (other.lat - self.lat, (other.lon - self.lon) * self.narrowing())
    }

    /// How much shorter than a degree of latitude one of longitude is here; bounded, so that nothing is thrown around
    /// the globe near a pole.
    fn narrowing(self) -> f64 {
        cos(self.lat).max(0.1)
    }
}

/// The bearing in the middle of two, 0 to 360.
pub fn middle_bearing(a: f64, b: f64) -> f64 {
    let ((a_sin, a_cos), (b_sin, b_cos)) = (libm::sincos(a.to_radians()), libm::sincos(b.to_radians()));
    libm::atan2(a_sin + b_sin, a_cos + b_cos).to_degrees().rem_euclid(360.0)
}

fn cos(degrees: f64) -> f64 {
    libm::cos(degrees.to_radians())
}

fn square(x: f64) -> f64 {
    x * x
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALEPPO: Point = Point { lat: 36.2, lon: 37.16 };
    const DAMASCUS: Point = Point { lat: 33.51, lon: 36.29 };
    const GAO: Point = Point { lat: 16.27, lon: -0.04 };

    #[test]
    fn distances() {
        let check = |a: Point, b: Point, expected: f64| {
            let km = a.km_to(b);
            assert!((km - expected).abs() < 0.05, "{km}");
            assert_eq!(km, b.km_to(a));
        };
        check(ALEPPO, DAMASCUS, 309.46);
        check(Point { lat: 12.65, lon: -8.0 }, GAO, 946.70);
        check(GAO, GAO, 0.0);
        // A degree of latitude, and half the way around.
        check(Point { lat: 0.0, lon: 0.0 }, Point { lat: 1.0, lon: 0.0 }, KM_PER_DEGREE);
        check(Point { lat: 0.0, lon: 179.5 }, Point { lat: 0.0, lon: -179.5 }, KM_PER_DEGREE);
        check(Point { lat: 0.0, lon: 0.0 }, Point { lat: 0.0, lon: 180.0 }, 180.0 * KM_PER_DEGREE);
    }

    #[test]
    fn bits_are_the_same_everywhere() {
        let check =
            |value: f64, expected: u64| assert_eq!(value.to_bits(), expected, "{:#x}", value.to_bits());
        check(ALEPPO.km_to(DAMASCUS), 0x4073_5770_6f29_44fc);
        check(ALEPPO.bearing_to(DAMASCUS), 0xc064_abee_1f27_0492);
        check(middle_bearing(315.0, 0.0), 0x4075_1800_0000_0000);
    }

    #[test]
    fn bearings_and_offsets() {
        let north_west = ALEPPO.towards(315.0, 35.0);
        assert!((ALEPPO.km_to(north_west) - 35.0).abs() < 0.5);
        assert!(north_west.lat > ALEPPO.lat && north_west.lon < ALEPPO.lon);
        assert!((ALEPPO.bearing_to(north_west) + 45.0).abs() < 0.1);
        assert!((ALEPPO.degrees_along(315.0, north_west) - 35.0 / KM_PER_DEGREE).abs() < 1e-4);
        assert!(ALEPPO.degrees_along(135.0, north_west) < 0.0);
        assert_eq!(ALEPPO.offset(0.0, 1.5), Point { lat: 37.7, lon: 37.16 });
        assert_eq!(ALEPPO.middle(ALEPPO), ALEPPO);
        assert_eq!(ALEPPO.middle(DAMASCUS), Point { lat: 34.855, lon: 36.725 });
        assert!((middle_bearing(315.0, 45.0) + 360.0).rem_euclid(360.0) < 1e-9);
        assert!((middle_bearing(180.0, 270.0) - 225.0).abs() < 1e-9);
    }

    #[test]
    fn bounds_hold_their_circles() {
        for point in [ALEPPO, GAO, Point { lat: -75.0, lon: 100.0 }] {
            for km in [0.5, 25.0, 300.0] {
                let bounds = point.around(km);
                for bearing in (0..360).step_by(15) {
                    let edge = point.towards(f64::from(bearing), km * 0.999);
                    let edge = if point.km_to(edge) <= km { edge } else { point };
                    let holds = (bounds.south..=bounds.north).contains(&edge.lat)
                        && (bounds.west..=bounds.east).contains(&edge.lon);
                    assert!(holds, "{point:?} {km} {bearing}");
                }
            }
        }
        let around = |lat, lon| {
            let Bounds { west, east, .. } = Point { lat, lon }.around(100.0);
            (west, east)
        };
        assert_eq!(around(0.0, 179.5), (-180.0, 180.0));
        assert_eq!(around(89.5, 0.0), (-180.0, 180.0));
    }
}
