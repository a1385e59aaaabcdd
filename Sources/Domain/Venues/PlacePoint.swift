import Kernel
package import Markup
package import Web

/// A point on the globe as a link that map programs open (RFC 5870), and as numbers for everybody else.
package enum PlacePoint {
    package static func link(_ point: GeoPoint, _ visit: Visit) -> HTML {
        let text = "\(short(point.latitude)), \(short(point.longitude))"
        return HTML {
            a(.href("geo:\(point.latitude),\(point.longitude)")) { visit.say(Phrase("在地图程序中打开", "Open in a map program")) }
            " "
            span(.class("meta")) { text }
        }
    }

    /// Five decimals are about a metre.
    private static func short(_ degrees: Double) -> String { String((degrees * 100_000).rounded() / 100_000) }
}
