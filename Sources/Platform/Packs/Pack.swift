/// A pack: resources for a theme, a joint action or a caravan in one signed archive that opens by double-click, is carried on a stick,
/// checked, repaired piece by piece, and brought up to date by what changed. The format: `docs/pack-format.md`.
///
/// `Pack.build`, `Pack.verify`, `Pack.repair`, `Pack.delta`, `Pack.apply` each read and write any size with one piece in memory.
package enum Pack {
    /// The version of the format, which stands in every manifest.
    package static let format: Int64 = 1
    /// The ending of an archive's name.
    package static let ending = "kepupack.zip"
    package static let mediaType = "application/zip"

    static let manifestName = "manifest.json"
    static let signatureName = "signature.jws"
    /// Everything that people put in lies below this folder, so that it never meets what the pack itself brings.
    static let contentFolder = "files/"

    /// What a pack may not exceed.
    package enum Limit {
        package static let manifestBytes: Int64 = 64 << 20
        package static let files = 100_000
        package static let pieces = 1_000_000
        package static let bytes: Int64 = 1 << 46
        /// Letters of a text of the manifest.
        package static let text = 20_000
    }

    /// Told now and then: how many bytes are done, and how many there are.
    package typealias Progress = (_ done: Int64, _ total: Int64) -> Void
}
