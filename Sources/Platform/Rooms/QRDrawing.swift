package import Formats
package import Kernel
package import Markup
package import Web

extension Visit {
    /// A QR code as a picture, black on white in both modes so that every reader takes it.
    package func drawing(_ code: QRCode, saying label: Phrase) -> HTML {
        let side = String(code.size)
        return element(
            "svg", .attribute("viewBox", "0 0 \(side) \(side)"), .attribute("xmlns", "http://www.w3.org/2000/svg"), .role("img"),
            .aria("label", say(label))
        ) {
            element("rect", .attribute("width", side), .attribute("height", side), .attribute("fill", "#fff"))
            element("path", .attribute("d", code.path), .attribute("fill", "#000"))
        }
    }
}
