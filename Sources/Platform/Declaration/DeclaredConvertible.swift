package import Kernel

/// A Swift value that has a canonical declared form.
package protocol DeclaredConvertible {
    var declaredValue: DeclaredValue { get }
}

extension DeclaredValue: DeclaredConvertible { package var declaredValue: DeclaredValue { self } }
extension String: DeclaredConvertible { package var declaredValue: DeclaredValue { .text(self) } }
extension Int: DeclaredConvertible { package var declaredValue: DeclaredValue { .integer(Int64(self)) } }
extension Int64: DeclaredConvertible { package var declaredValue: DeclaredValue { .integer(self) } }
extension Double: DeclaredConvertible { package var declaredValue: DeclaredValue { .real(self) } }
extension Bool: DeclaredConvertible { package var declaredValue: DeclaredValue { .boolean(self) } }
extension Day: DeclaredConvertible { package var declaredValue: DeclaredValue { .text(iso) } }
extension Zone: DeclaredConvertible { package var declaredValue: DeclaredValue { .text(name) } }
extension Phrase: DeclaredConvertible {
    package var declaredValue: DeclaredValue { .record(["zh": .text(zh), "en": .text(en)]) }
}
/// `2023-09-16T09:00`; seconds only where there are any.
extension LocalTime: DeclaredConvertible {
    package var declaredValue: DeclaredValue { .text(second == 0 ? "\(day.iso)T\(clock)" : iso) }
}
extension Array: DeclaredConvertible where Element: DeclaredConvertible {
    package var declaredValue: DeclaredValue { .list(map(\.declaredValue)) }
}
extension Optional: DeclaredConvertible where Wrapped: DeclaredConvertible {
    package var declaredValue: DeclaredValue { self?.declaredValue ?? .null }
}
extension DeclaredConvertible where Self: RawRepresentable, RawValue == String {
    package var declaredValue: DeclaredValue { .text(rawValue) }
}
