import Formats
import Kernel

/// A delta on the disk.
final class OpenDelta {
    let head: DeltaHead
    /// Where the carried bytes lie in the file.
    let data: Range<Int64>
    private let file: PlainFile

    init(_ path: String) throws(Refusal) {
        file = try PlainFile(path)
        guard let first = StoredZip.read(file.bytes(at: 0, count: StoredZip.longestHeader)), first.name == DeltaHead.dataName, first.size < file.size else { throw .delta }
        data = Int64(first.length)..<Int64(first.length) + first.size
        guard let second = StoredZip.read(file.bytes(at: data.upperBound, count: StoredZip.longestHeader)), second.name == DeltaHead.name, second.size <= Pack.Limit.manifestBytes * 2 else {
            throw .delta
        }
        let bytes = file.bytes(at: data.upperBound + Int64(second.length), count: Int(second.size))
        guard bytes.count == second.size, CRC32.of(bytes) == second.crc else { throw .delta }
        head = try DeltaHead(reading: bytes)
    }

    func read(at place: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int { file.read(at: data.lowerBound + place, into: buffer) }
}

extension Pack {
    /// What a delta is, without applying it; nil where the file is none.
    package static func deltaSummary(_ path: String) -> DeltaSummary? {
        guard let delta = try? OpenDelta(path) else { return nil }
        let head = delta.head
        return DeltaSummary(id: head.id, title: head.title, fromVersion: head.from.version, toVersion: head.to.version, carried: Int64(delta.data.count))
    }
}
