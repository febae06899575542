use selon_model::PlaceRef;
use selon_model::geo::Point;
use serde::{Deserialize, Serialize};

/// Where a telling has its event: the gazetteer's place as far as comparing needs it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Site {
    /// The gazetteer's name, from the place up to the country: "Dioungani", "Mopti", "Mali".
    pub(crate) name: Vec<String>,
    pub(crate) geonames: Option<u32>,
    pub(crate) country: Option<String>,
    /// Degrees north and east.
    pub(crate) point: Option<(f64, f64)>,
    /// UCDP GED's scale.
    pub(crate) precision: u8,
}

/// Farther than any two names of one event are apart.
pub(crate) const ELSEWHERE: f64 = -9.0;

impl Site {
    pub(crate) fn of(place: &PlaceRef) -> Site {
        Site {
            name: place.name.split(',').map(|part| part.trim().to_owned()).collect(),
            geonames: place.geonames,
            country: place.country.clone(),
            point: place.lat.zip(place.lon),
            precision: place.precision,
        }
    }

    /// How strongly two places speak for one event: 3 for the same town down to 0, and [`ELSEWHERE`] where they speak
    /// against it. Symmetric. The steps were chosen on the reports whose incidents are known; docs/incidents.md has them.
    pub(crate) fn nearness(&self, other: &Site) -> f64 {
        let distance = self.distance(other);
        let coarser = self.precision.max(other.precision);
        let same = self.name == other.name || self.geonames.is_some() && self.geonames == other.geonames;
        if coarser <= 3 {
            return match distance {
                _ if same => 3.0,
                Some(..=15.0) => 2.5,
                Some(..=50.0) => 1.2,
                Some(..=100.0) => 0.0,
                Some(_) => ELSEWHERE,
                None => self.in_country_of(other),
            };
        }
        if same {
            return if coarser == 6 { 0.7 } else { 1.5 };
        }
        if let Some(wider) = self.within(other).or_else(|| other.within(self)) {
            return if wider <= 4 { 1.2 } else { 0.6 };
        }
        match distance {
            Some(..=60.0) => 1.0,
            Some(..=250.0) if coarser == 5 => 0.4,
            Some(far) if coarser <= 4 => {
                if far > 150.0 {
                    ELSEWHERE
                } else {
                    -1.0
                }
            }
            _ => self.in_country_of(other),
        }
    }

    fn in_country_of(&self, other: &Site) -> f64 {
        let other_country =
            self.country.is_some() && other.country.is_some() && self.country != other.country;
        if other_country { ELSEWHERE } else { 0.0 }
    }

    /// The precision of `other`, where this place lies in it by its name.
    fn within(&self, other: &Site) -> Option<u8> {
        let inside = self.name.iter().skip(1).any(|part| Some(part) == other.name.first());
        inside.then_some(other.precision)
    }

    /// Kilometres between the two.
    fn distance(&self, other: &Site) -> Option<f64> {
        let point = |(lat, lon)| Point { lat, lon };
        let (here, there) = self.point.zip(other.point)?;
        Some(point(here).km_to(point(there)))
    }
}
