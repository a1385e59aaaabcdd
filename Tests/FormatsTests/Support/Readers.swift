import Foundation
import Kernel
import Testing

@testable import Formats

/// Numbers that are the same in every run.
struct Seeded: RandomNumberGenerator {
    /// `make torture PART=seeds` moves every seed.
    private static let others = ProcessInfo.processInfo.environment["KEPU_SEED"].flatMap { UInt64($0) } ?? 0

    private var state: UInt64
    init(_ seed: UInt64) { state = (seed &+ Self.others) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// Bytes that arrive in pieces of random sizes.
final class PieceBytes: ByteSupply {
    var share: Double? { nil }
    private let bytes: [UInt8]
    private let most: Int
    private var at = 0
    private var random: Seeded

    init(_ bytes: [UInt8], most: Int, seed: UInt64) { (self.bytes, self.most, random) = (bytes, most, Seeded(seed)) }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(FormatProblem) -> Int {
        let count = min(buffer.count, bytes.count - at, Int.random(in: 1...most, using: &random))
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[at..<at + count])) }
        at += count
        return count
    }
}

/// What came out of a reader, in order: records and problems.
enum Outcome: Equatable {
    case record(SourceRecord)
    case problem(FormatProblem)
}

/// Reads to the end or to the first fatal problem.
func outcomes(_ reader: some RecordReader, most: Int = 100_000) -> [Outcome] {
    var reader = reader
    var all: [Outcome] = []
    while all.count < most {
        do throws(FormatProblem) {
            guard let record = try reader.next() else { return all }
            all.append(.record(record))
        } catch {
            all.append(.problem(error))
            if error.isFatal { return all }
        }
    }
    Issue.record("the reader does not come to an end")
    return all
}

func records(_ outcomes: [Outcome]) -> [SourceRecord] { outcomes.compactMap { if case .record(let record) = $0 { record } else { nil } } }
func problems(_ outcomes: [Outcome]) -> [FormatProblem] { outcomes.compactMap { if case .problem(let problem) = $0 { problem } else { nil } } }

func json(_ text: String, at path: String? = nil, limits: RecordFile.Limits = .init()) -> [Outcome] {
    json(Array(text.utf8), at: path, limits: limits)
}

func json(_ bytes: [UInt8], at path: String? = nil, limits: RecordFile.Limits = .init()) -> [Outcome] {
    do throws(FormatProblem) {
        var place: DatumPath?
        if let path { place = try DatumPath(path) }
        return outcomes(try JSONRecords(ArrayBytes(bytes), file: "a.json", recordsAt: place, limits: limits))
    } catch {
        return [.problem(error)]
    }
}

func csv(_ text: String, separator: Character? = nil, limits: RecordFile.Limits = .init()) -> [Outcome] {
    do throws(FormatProblem) {
        return outcomes(try CSVRecords(ArrayBytes(Array(text.utf8)), file: "a.csv", separator: separator, limits: limits))
    } catch {
        return [.problem(error)]
    }
}

func read(path: String, sheet: String? = nil, limits: RecordFile.Limits = .init()) -> [Outcome] {
    do throws(FormatProblem) {
        var reader = try RecordFile.open(path: path, name: nil, sheet: sheet, limits: limits)
        var all: [Outcome] = []
        while true {
            do throws(FormatProblem) {
                guard let record = try reader.next() else { return all }
                all.append(.record(record))
            } catch {
                all.append(.problem(error))
                if error.isFatal { return all }
            }
        }
    } catch {
        return [.problem(error)]
    }
}

func file(_ file: TemporaryFile, sheet: String? = nil, limits: RecordFile.Limits = .init()) -> [Outcome] {
    withExtendedLifetime(file) { read(path: file.path, sheet: sheet, limits: limits) }
}
