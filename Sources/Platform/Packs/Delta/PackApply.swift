package import Kernel
package import Signing

extension Pack {
    /// What a delta would add, change and remove, and what the new version says of itself.
    package static func changes(_ delta: String, to old: String) throws(Refusal) -> (changes: PackChanges, new: PackManifest) {
        let (delta, pack) = (try OpenDelta(delta), try OpenPack(old))
        let new = try DeltaRun(delta, pack).layout.manifest
        return (PackChanges(from: pack.manifest, to: new), new)
    }

    /// Makes the new version from the old one, an archive or an unpacked folder, and a delta: byte for byte as it was issued, or nothing. A
    /// delta for another version is refused, and both are named.
    @discardableResult
    package static func apply(_ delta: String, to old: String, out: String, keys: PublicKeys? = nil, progress: Progress = { _, _ in }) throws(Refusal) -> PackVerdict {
        let (delta, pack) = (try OpenDelta(delta), try OpenPack(old))
        let run = try DeltaRun(delta, pack)
        guard let signature = OpenPack.shaped(Array(delta.head.signature.utf8), run.layout) else { throw .delta }
        let verdict = PackSignature.verdict(signature, of: run.layout.manifest, run.layout.manifestBytes, keys: keys)
        guard verdict != .bad else {
            throw Refusal(.forbidden, "pack-signature", "更新后的资源包签名不对，不是签发单位发布的。没有写入。", "The signature of the new version is bad: its issuer did not publish it. Nothing was written.")
        }
        let file = try NewFile(out)
        try run.write(to: file, progress)
        for part in run.layout.frame(signature: signature) { try file.write(part.bytes, at: part.place) }
        try file.finish()
        return PackVerdict(
            manifest: run.layout.manifest, signature: verdict, isFrameWhole: true, states: run.layout.manifest.files.map { _ in .whole }, extras: [])
    }
}

/// A delta beside the version that it is for.
private struct DeltaRun {
    let layout: PackLayout
    private let delta: OpenDelta
    private let pack: OpenPack
    /// Where the bytes begin that the files use; before them are the manifest's.
    private let start: Int64

    init(_ delta: OpenDelta, _ pack: OpenPack) throws(Refusal) {
        (self.delta, self.pack) = (delta, pack)
        let head = delta.head
        guard head.id == pack.manifest.id, head.from.mark == pack.mark else {
            let label = Phrase("《\(head.title.zh)》\(head.id) 版本 \(head.from.version)", "“\(head.title.en)” \(head.id) version \(head.from.version)")
            let (zh, en) = head.id == pack.manifest.id && head.from.version == pack.manifest.version
                ? ("（版本号相同，但内容不同）", " (of the same number, with other contents)") : ("", "")
            throw Refusal(
                .conflict, "pack-wrong-version", "这个更新文件适用于\(label.zh)，而这里是\(pack.manifest.label.zh)\(zh)。请换对应的更新文件。没有写入。",
                "This update is for \(label.en), but here is \(pack.manifest.label.en)\(en). Get the update for it. Nothing was written.")
        }
        var (bytes, carried) = ([UInt8](), Int64(0))
        for step in head.manifest {
            guard Int64(bytes.count) + step.count <= Pack.Limit.manifestBytes else { throw .delta }
            switch step {
            case .copy(-1, let from, let count):
                let old = pack.layout.manifestBytes
                guard from + count <= old.count else { throw .delta }
                bytes += old[Int(from)..<Int(from + count)]
            case .copy: throw .delta
            case .carried(let count):
                guard carried + count <= delta.data.count else { throw .delta }
                bytes += [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, got in got = delta.read(at: carried, into: UnsafeMutableRawBufferPointer(buffer)) }
                carried += count
            }
        }
        guard Checksum(of: bytes) == head.to.mark else { throw .delta }
        let manifest = try PackManifest(reading: bytes)
        guard manifest.id == head.id, manifest.files.count == head.files.count else { throw .delta }
        (layout, start) = (PackLayout(manifest, bytes), carried)
    }

    func write(to file: NewFile, _ progress: Pack.Progress) throws(Refusal) {
        let (manifest, reader) = (layout.manifest, pack.reader())
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: manifest.pieceSize, alignment: 16)
        defer { buffer.deallocate() }
        var (carried, done) = (start, Int64(0))
        for (index, entry) in manifest.files.enumerated() {
            let steps = delta.head.files[index]
            guard steps.reduce(Int64(0), { $0.addingReportingOverflow($1.count).partialValue }) == entry.size else { throw .delta }
            var (step, within, check) = (0, Int64(0), FileCheck(isOnePiece: entry.pieces.count <= 1))
            for (piece, checksum) in entry.pieces.enumerated() {
                let range = entry.range(of: piece, of: manifest.pieceSize)
                let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<range.count])
                var filled = 0
                while filled < part.count {
                    let count = Int(min(steps[step].count - within, Int64(part.count - filled)))
                    let target = UnsafeMutableRawBufferPointer(rebasing: part[filled..<filled + count])
                    switch steps[step] {
                    case .copy(let old, let from, _):
                        guard pack.manifest.files.indices.contains(old), from + within + Int64(count) <= pack.manifest.files[old].size else { throw .delta }
                        guard reader.read(old, at: from + within, into: target) == count else { throw Pack.damaged(pack.manifest.files[old].path.text) }
                    case .carried:
                        guard carried + Int64(count) <= delta.data.count, delta.read(at: carried, into: target) == count else { throw .delta }
                        carried += Int64(count)
                    }
                    filled += count
                    within += Int64(count)
                    if within == steps[step].count { (step, within) = (step + 1, 0) }
                }
                guard check.add(UnsafeRawBufferPointer(part)) == checksum else { throw fault(index) }
                try file.write(UnsafeRawBufferPointer(part), at: layout.files[index].data.lowerBound + range.lowerBound)
                done += Int64(part.count)
                progress(done, manifest.size)
            }
            guard check.end(entry.pieces) == (entry.crc, entry.checksum) else { throw fault(index) }
        }
    }

    /// Whose fault it is that a piece is not as it must be: the old copy's, where it is damaged itself.
    private func fault(_ index: Int) -> Refusal {
        let reader = pack.reader()
        for case .copy(let old, _, _) in delta.head.files[index] where pack.manifest.files.indices.contains(old) {
            let file = pack.manifest.files[old]
            for (piece, checksum) in file.pieces.enumerated() {
                let range = file.range(of: piece, of: pack.manifest.pieceSize)
                let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
                    count = reader.read(old, at: range.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
                }
                if Checksum(of: bytes) != checksum { return Pack.damaged(file.path.text) }
            }
        }
        return .delta
    }
}
