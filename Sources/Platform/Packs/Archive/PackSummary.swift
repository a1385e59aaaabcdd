package import Kernel

extension Pack {
    /// The manifest of an archive or an unpacked folder, and how large the archive is as it was issued; the contents are not looked at, so of a
    /// download that is under way its beginning is enough.
    package static func manifest(of path: String) throws(Refusal) -> (manifest: PackManifest, bytes: Int64) {
        let pack = try OpenPack(path)
        return (pack.manifest, pack.layout.size)
    }

    /// How large the archive of a manifest is, and where its files lie: for a server that has the manifest alone.
    package static func archiveSize(_ manifest: PackManifest) -> Int64 { PackLayout(manifest, manifest.json).size }

    /// Whole seconds that so many bytes take on a link; rounded up.
    package static func seconds(for bytes: Int64, bitsPerSecond: Int64) -> Int64 {
        guard bytes > 0, bitsPerSecond > 0 else { return 0 }
        return Int64((Double(bytes) * 8 / Double(bitsPerSecond)).rounded(.up))
    }

    /// `约 3 小时 20 分`, `about 3 h 20 min`.
    package static func timePhrase(_ seconds: Int64) -> Phrase {
        let minutes = (seconds + 59) / 60
        switch seconds {
        case ..<60: return Phrase("约 \(max(1, seconds)) 秒", "about \(max(1, seconds)) s")
        case ..<3600: return Phrase("约 \(minutes) 分钟", "about \(minutes) min")
        case ..<172_800: return Phrase("约 \(minutes / 60) 小时 \(minutes % 60) 分", "about \(minutes / 60) h \(minutes % 60) min")
        default: return Phrase("约 \((seconds + 86_399) / 86_400) 天", "about \((seconds + 86_399) / 86_400) days")
        }
    }
}
