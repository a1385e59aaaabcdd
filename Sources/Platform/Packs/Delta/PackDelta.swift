import Formats
package import Kernel

extension Pack {
    /// What a delta says before it is applied.
    package struct DeltaSummary: Sendable {
        package let id: String
        package let title: Phrase
        package let fromVersion: String
        package let toVersion: String
        /// Bytes of file contents that it carries.
        package let carried: Int64
    }

    /// Writes an archive that carries only what changed between two versions of one pack, each an archive or an unpacked folder. Both must be
    /// whole, and are looked through first.
    @discardableResult
    package static func delta(from old: String, to new: String, out: String, progress: Progress = { _, _ in }) throws(Refusal) -> DeltaSummary {
        let (before, after) = (try OpenPack(old), try OpenPack(new))
        guard before.manifest.id == after.manifest.id else {
            throw Refusal(
                .invalid, "pack-other", "这是两个不同的资源包：\(before.manifest.label.zh)和\(after.manifest.label.zh)。更新文件只能在同一资源包的两个版本之间生成。",
                "These are two different packs: \(before.manifest.label.en) and \(after.manifest.label.en). An update is made between two versions of one.")
        }
        var parts = (whole: before.manifest.size + after.manifest.size * 2, done: Int64(0))
        for path in [old, new] {
            let verdict = try verify(path) { done, _ in progress(parts.done + done, parts.whole) }
            guard verdict.isWhole else { throw damaged(path) }
            parts.done += verdict.manifest.size
        }
        guard let signature = after.signature else { throw damaged(new) }
        let (reader, oldReader) = (after.reader(), before.reader())
        // What is in the old version under any name is copied as a whole; what is left is compared with what is left.
        let known = Dictionary(before.manifest.files.enumerated().map { ($0.element.checksum, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let kept = Set(after.manifest.files.map(\.checksum))
        let left = before.manifest.files.enumerated().filter { !kept.contains($0.element.checksum) && $0.element.size > 0 }
        let index = OldBytes(left.map { number, file in OldBytes.File(number: number, size: file.size) { oldReader.read(number, at: $0, into: $1) } }, smallest: 512)
        var files: [[DeltaStep]] = []
        for (number, file) in after.manifest.files.enumerated() {
            if let same = known[file.checksum] {
                files.append(file.size == 0 ? [] : [.copy(file: same, from: 0, count: file.size)])
                parts.done += file.size
            } else {
                files.append(
                    DeltaFinder(index, size: file.size) { reader.read(number, at: $0, into: $1) }.steps {
                        parts.done += $0
                        progress(parts.done, parts.whole)
                    })
            }
        }
        let manifest = manifestSteps(before.layout.manifestBytes, after.layout.manifestBytes)
        let head = DeltaHead(
            id: after.manifest.id, title: after.manifest.title, from: .init(version: before.manifest.version, mark: before.mark),
            to: .init(version: after.manifest.version, mark: after.mark), signature: signature, manifest: manifest, files: files)
        let carried = try write(head, after, reader, to: out)
        return DeltaSummary(id: head.id, title: head.title, fromVersion: head.from.version, toVersion: head.to.version, carried: carried)
    }

    private static func manifestSteps(_ old: [UInt8], _ new: [UInt8]) -> [DeltaStep] {
        func reading(_ bytes: [UInt8]) -> (Int64, UnsafeMutableRawBufferPointer) -> Int {
            { place, buffer in
                let count = max(0, min(buffer.count, bytes.count - Int(place)))
                if count > 0 { bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[Int(place)..<Int(place) + count])) } }
                return count
            }
        }
        let index = OldBytes([.init(number: -1, size: Int64(old.count), read: reading(old))], smallest: 32)
        return DeltaFinder(index, size: Int64(new.count), read: reading(new)).steps { _ in }
    }

    /// `data.bin` first, whose length is known, then `delta.json`.
    private static func write(_ head: DeltaHead, _ pack: OpenPack, _ reader: PackReader, to path: String) throws(Refusal) -> Int64 {
        let day = pack.manifest.published, json = head.json
        let steps = [head.manifest] + head.files
        let size = steps.joined().reduce(Int64(0)) { if case .carried(let count) = $1 { $0 + count } else { $0 } }
        let file = try NewFile(path)
        let start = StoredZip.Entry.headerSize(name: DeltaHead.dataName, size: size)
        var (place, crc) = (start, CRC32())
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        for (number, steps) in steps.enumerated() {
            var at: Int64 = 0
            for step in steps {
                defer { at += step.count }
                guard case .carried(let count) = step else { continue }
                if number == 0 {
                    let bytes = Array(pack.layout.manifestBytes[Int(at)..<Int(at + count)])
                    bytes.withUnsafeBytes { crc.add($0) }
                    try file.write(bytes, at: place)
                    place += count
                    continue
                }
                var done: Int64 = 0
                while done < count {
                    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<Int(min(Int64(buffer.count), count - done))])
                    guard reader.read(number - 1, at: at + done, into: part) == part.count else { throw damaged(pack.manifest.files[number - 1].path.text) }
                    crc.add(UnsafeRawBufferPointer(part))
                    try file.write(UnsafeRawBufferPointer(part), at: place)
                    place += Int64(part.count)
                    done += Int64(part.count)
                }
            }
        }
        let entries = [
            StoredZip.Entry(DeltaHead.dataName, size: size, crc: crc.value, day: day), StoredZip.Entry(DeltaHead.name, size: Int64(json.count), crc: CRC32.of(json), day: day),
        ]
        let header = StoredZip.header(entries[1])
        try file.write(StoredZip.header(entries[0]), at: 0)
        try file.write(header + json, at: place)
        let end = place + Int64(header.count + json.count)
        try file.write(StoredZip.directory(entries, offsets: [0, place], at: end), at: end)
        try file.finish()
        return size
    }

    static func damaged(_ path: String) -> Refusal {
        Refusal(
            .conflict, "pack-damaged", "资源包 \(path) 已损坏。请先用 kepu pack verify 检查，用 kepu pack repair 修复。",
            "The pack \(path) is damaged. Look at it with kepu pack verify, mend it with kepu pack repair.")
    }
}
