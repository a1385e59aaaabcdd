import Foundation

/// A short fingerprint of the style sheets and scripts, so that browsers may keep them and still see a change.
enum AssetVersion {
    static func of(_ folder: String) -> String {
        var hash: UInt64 = 14_695_981_039_346_656_037
        let names = ((try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []).sorted()
        for name in names where name.hasSuffix(".css") || name.hasSuffix(".js") {
            for byte in FileManager.default.contents(atPath: folder + "/" + name) ?? Data() {
                hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
            }
        }
        return String(hash, radix: 36)
    }
}
