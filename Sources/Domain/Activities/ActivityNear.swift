import Kernel
import Venues

/// Near what: a point on the globe, or a place by its name.
enum ActivityNear: Sendable, Hashable {
    case point(GeoPoint)
    /// The name or the pinyin of a region or a venue.
    case named(String)
}
