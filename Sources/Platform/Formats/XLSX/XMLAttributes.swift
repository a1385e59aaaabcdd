import Foundation

/// The attributes of a tag, valid while it is handled.
struct XMLAttributes {
    private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>

    init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.list = list }

    /// The value of an attribute, whatever its prefix.
    subscript(name: StaticString) -> String? { raw(name).map { String(cString: $0) } }

    /// The same as it lies in memory.
    func raw(_ name: StaticString) -> UnsafePointer<CChar>? {
        var here = list
        while let key = here[0], let value = here[1] {
            if key.withoutPrefix.says(name) { return value }
            here += 2
        }
        return nil
    }

    /// Whether an attribute of yes and no says yes.
    func isTrue(_ name: StaticString) -> Bool {
        guard let value = raw(name) else { return false }
        return value.says("1") || value.says("true")
    }
}

extension UnsafePointer<CChar> {
    /// The part of a name behind its colon.
    var withoutPrefix: Self {
        guard let colon = strchr(self, 0x3A) else { return self }
        return UnsafePointer(colon) + 1
    }

    func says(_ word: StaticString) -> Bool {
        word.utf8Start.withMemoryRebound(to: CChar.self, capacity: word.utf8CodeUnitCount + 1) { strcmp(self, $0) == 0 }
    }
}
