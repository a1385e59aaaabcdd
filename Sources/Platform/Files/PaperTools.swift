import Foundation

/// The programs by which papers are looked through and drawn; `scripts/setup.sh` installs them.
package enum PaperTools {
    static let all = ["prlimit", "setpriv", "qpdf", "pdftoppm", "gdk-pixbuf-thumbnailer"]

    /// Those that this machine lacks: what needs them is refused, with a sentence that says so.
    package static var missing: [String] {
        all.filter { name in !["/usr/local/bin", "/usr/bin", "/bin"].contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") } }
    }
}
