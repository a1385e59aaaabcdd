import Foundation

/// A time zone of the IANA database, by name.
package struct Zone: Hashable, Sendable {
    package let name: String
    private let zone: TimeZone

    /// Nil when the name is not in the database.
    package init?(_ name: String) {
        guard name.contains("/") || name == "UTC", let zone = TimeZone(identifier: name) else { return nil }
        self.name = name
        self.zone = zone
    }

    private init(fixed name: String, zone: TimeZone) { (self.name, self.zone) = (name, zone) }

    /// Asia/Shanghai, the one zone of China's programme.
    package static let china = Zone("Asia/Shanghai") ?? .utc
    package static let utc = Zone(fixed: "UTC", zone: .gmt)

    /// Seconds east of Greenwich at that moment.
    func offset(at instant: Instant) -> Int { zone.secondsFromGMT(for: instant.date) }
}
