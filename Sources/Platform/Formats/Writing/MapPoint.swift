/// A place on the Earth in WGS 84 degrees.
package struct MapPoint: Sendable, Hashable {
    package let latitude: Double
    package let longitude: Double

    /// Nil for what is no place on Earth: a latitude beyond ±90, a longitude beyond ±180, or no number.
    package init?(latitude: Double, longitude: Double) {
        guard latitude.isFinite, longitude.isFinite, abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        (self.latitude, self.longitude) = (latitude, longitude)
    }

    /// Both numbers with at most six decimals (about ten centimetres).
    var texts: (latitude: String, longitude: String) {
        (DecimalText.text(latitude) ?? "0", DecimalText.text(longitude) ?? "0")
    }
}
