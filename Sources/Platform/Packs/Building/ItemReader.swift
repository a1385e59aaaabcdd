import Kernel

/// The bytes of an item, as often as they are asked for.
struct ItemReader {
    let size: Int64
    private let name: String
    private let read: (Int64, UnsafeMutableRawBufferPointer) throws -> Int

    init(_ item: PackItem) throws(Refusal) { try self.init(item.source, name: item.path.text) }

    init(_ source: PackItem.Source, name: String) throws(Refusal) {
        self.name = name
        switch source {
        case .file(let path):
            let file = try PlainFile(path)
            size = file.size
            read = { file.read(at: $0, into: $1) }
        case .bytes(let bytes):
            size = Int64(bytes.count)
            read = { place, buffer in
                let count = min(buffer.count, bytes.count - Int(place))
                bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[Int(place)..<Int(place) + count])) }
                return count
            }
        case .reader(let size, let read): (self.size, self.read) = (size, read)
        }
    }

    /// Fills the buffer from a place; fewer bytes than were announced are refused.
    func fill(_ buffer: UnsafeMutableRawBufferPointer, from place: Int64) throws {
        var got = 0
        while got < buffer.count {
            let more = try read(place + Int64(got), UnsafeMutableRawBufferPointer(rebasing: buffer[got...]))
            guard more > 0 else { throw changed }
            got += more
        }
    }

    /// Whether there is nothing behind the end.
    func requireEnd() throws {
        let more = try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { size == 0 ? 0 : try read(size, $0) }
        guard more == 0 else { throw changed }
    }

    private var changed: Refusal {
        Refusal(
            .conflict, "pack-item-changed", "打包时文件“\(name)”读不全或正在改动。请检查它，等没有程序使用后再试。", "The file “\(name)” could not be read to its end, or changed while it was packed. Check it and try again once nothing uses it.")
    }
}
