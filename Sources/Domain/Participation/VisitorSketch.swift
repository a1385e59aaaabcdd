import Foundation

/// How many different visitors there were, without knowing any of them: a HyperLogLog sketch of 4,096 registers (Flajolet et al. 2007, with the estimator of
/// Ertl 2017). Two sketches merge into that of all their visitors, each once; nobody can be found in one or taken out of it again.
package struct VisitorSketch: Hashable, Sendable {
    private static let bits = 12
    private static let count = 1 << bits
    /// Standard deviation of the estimate, as a share of it: 1.04 / √4096.
    package static let error = 0.01625

    private var registers = [UInt8](repeating: 0, count: VisitorSketch.count)

    package init() {}

    package var isEmpty: Bool { registers.allSatisfy { $0 == 0 } }

    /// - token: 64 bits that are the same for the same visitor and look like chance.
    package mutating func add(_ token: UInt64) {
        let index = Int(token >> UInt64(64 - Self.bits))
        let rest = token << UInt64(Self.bits)
        let rank = rest == 0 ? 64 - Self.bits + 1 : rest.leadingZeroBitCount + 1
        registers[index] = max(registers[index], UInt8(rank))
    }

    package mutating func merge(_ other: VisitorSketch) {
        for index in registers.indices { registers[index] = max(registers[index], other.registers[index]) }
    }

    /// About how many different visitors; exact for none, within `error` in two of three cases for many.
    package var estimate: Double {
        let (m, q) = (Double(Self.count), 64 - Self.bits)
        var counts = [Double](repeating: 0, count: q + 2)
        for register in registers { counts[Int(register)] += 1 }
        if counts[0] == m { return 0 }
        var z = m * Self.tau(1 - counts[q + 1] / m)
        for k in stride(from: q, through: 1, by: -1) { z = 0.5 * (z + counts[k]) }
        z += m * Self.sigma(counts[0] / m)
        return m * m / (2 * log(2) * z)
    }

    private static func sigma(_ share: Double) -> Double {
        guard share < 1 else { return .infinity }
        var (x, y, z, last) = (share, 1.0, share, -1.0)
        while z != last {
            x *= x
            last = z
            z += x * y
            y += y
        }
        return z
    }

    private static func tau(_ share: Double) -> Double {
        guard share > 0, share < 1 else { return 0 }
        var (x, y, z, last) = (share, 1.0, 1 - share, -1.0)
        while z != last {
            x = x.squareRoot()
            last = z
            y *= 0.5
            z -= (1 - x) * (1 - x) * y
        }
        return z / 3
    }

    /// As it is stored: few registers as pairs of place and value, three bytes each, behind a 1; many as they are, behind a 2.
    package var bytes: [UInt8] {
        let set = registers.indices.filter { registers[$0] > 0 }
        guard set.count * 3 < Self.count else { return [2] + registers }
        return set.reduce(into: [1]) { $0 += [UInt8($1 >> 8), UInt8($1 & 0xFF), registers[$1]] }
    }

    /// Nil for bytes that are no sketch.
    package init?(_ bytes: [UInt8]) {
        switch bytes.first {
        case 2 where bytes.count == Self.count + 1: registers = Array(bytes.dropFirst())
        case 1 where (bytes.count - 1) % 3 == 0:
            for place in stride(from: 1, to: bytes.count, by: 3) {
                let index = Int(bytes[place]) << 8 | Int(bytes[place + 1])
                guard index < Self.count else { return nil }
                registers[index] = bytes[place + 2]
            }
        default: return nil
        }
        guard registers.allSatisfy({ Int($0) <= 64 - Self.bits + 1 }) else { return nil }
    }
}
