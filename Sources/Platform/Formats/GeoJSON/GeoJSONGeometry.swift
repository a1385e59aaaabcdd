/// A shape on the map, in WGS 84.
package enum GeoJSONGeometry: Sendable, Equatable {
    case point(MapPoint)
    case points([MapPoint])
    /// An outer ring and the holes in it. Rings are closed and turned as RFC 7946 asks (outer counterclockwise, holes clockwise).
    case polygon([[MapPoint]])

    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.key("type")
        switch self {
        case .point(let point):
            json.text("Point")
            json.key("coordinates")
            Self.write(point, to: &json)
        case .points(let points):
            json.text("MultiPoint")
            json.key("coordinates")
            Self.write(points, to: &json)
        case .polygon(let rings):
            json.text("Polygon")
            json.key("coordinates")
            json.beginList()
            for (index, ring) in rings.enumerated() { Self.write(Self.turned(ring, counterclockwise: index == 0), to: &json) }
            json.end()
        }
        json.end()
    }

    private static func write(_ points: [MapPoint], to json: inout JSONWriter) {
        json.beginList()
        for point in points { write(point, to: &json) }
        json.end()
    }

    /// Longitude first.
    private static func write(_ point: MapPoint, to json: inout JSONWriter) {
        json.beginList()
        json.decimal(point.longitude)
        json.decimal(point.latitude)
        json.end()
    }

    static func turned(_ ring: [MapPoint], counterclockwise: Bool) -> [MapPoint] {
        guard let first = ring.first else { return [] }
        let closed = ring.last == first ? ring : ring + [first]
        var area = 0.0
        for (a, b) in zip(closed, closed.dropFirst()) { area += a.longitude * b.latitude - b.longitude * a.latitude }
        return (area >= 0) == counterclockwise ? closed : closed.reversed()
    }
}
