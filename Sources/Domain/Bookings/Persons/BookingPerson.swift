import Access
import Foundation

/// Who made a booking: name and telephone, nothing else. Kept sealed with a key of their own.
package struct BookingPerson: Sendable, Hashable, Codable {
    package let name: String
    package let phone: String
    package init(name: String, phone: String) { (self.name, self.phone) = (name, phone) }

    /// Name and telephone under that key (`Sealing`).
    func sealed(with key: [UInt8]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try Sealing.seal(Array(encoder.encode(self)), with: key)
    }

    static func open(_ sealed: [UInt8], with key: [UInt8]) throws -> BookingPerson {
        let plain = Data(try Sealing.open(sealed, with: key))
        return try JSONDecoder().decode(BookingPerson.self, from: plain)
    }
}
