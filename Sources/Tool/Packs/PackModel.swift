import Declaration
import Kernel
import Packs

/// What machines read of packs.
enum PackModel {
    static func manifest(_ manifest: PackManifest) -> DeclaredValue {
        .record(of: [
            "id": manifest.id, "version": manifest.version, "title": manifest.title, "issuer": manifest.issuer, "published": manifest.published.iso,
            "validFrom": manifest.validFrom?.iso, "validUntil": manifest.validUntil?.iso, "ages": ages(manifest.ages), "signedBy": manifest.signedBy, "bytes": Int(manifest.size),
            "files": DeclaredValue.list(manifest.contents.map(file)),
        ])
    }

    static func file(_ file: PackFile) -> DeclaredValue {
        .record(of: [
            "path": file.path.text, "title": file.title, "type": file.type, "group": file.group, "bytes": Int(file.size), "sha256": file.checksum.text, "licence": file.licence,
            "attribution": file.attribution, "ages": ages(file.ages),
        ])
    }

    private static func ages(_ ages: PackAges?) -> DeclaredValue? { ages.map { .record(of: ["from": $0.from, "until": $0.until]) } }
}
