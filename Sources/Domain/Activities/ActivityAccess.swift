import Markup
import Web

/// What a place offers to visitors who need it, as a sign and in words.
enum ActivityAccess {
    static func html(_ needs: Set<AccessNeed>, _ visit: Visit) -> HTML {
        ul(.class("access"), .role("list")) {
            for need in AccessNeed.allCases where needs.contains(need) {
                li {
                    sign(need)
                    span { visit.say(need.title) }
                }
            }
        }
    }

    private static func sign(_ need: AccessNeed) -> HTML {
        svg("0 0 24 24", .class("sign")) {
            for line in lines(need) {
                element(
                    "path", .attribute("d", line), .attribute("fill", "none"), .attribute("stroke", "currentColor"), .attribute("stroke-width", "1.8"),
                    .attribute("stroke-linecap", "round"), .attribute("stroke-linejoin", "round"))
            }
        }
    }

    private static func lines(_ need: AccessNeed) -> [String] {
        switch need {
        case .wheelchair: ["M10 3a1.6 1.6 0 1 0 .1 0", "M10 8v6h6l3 5.5", "M10 10.5h5", "M7 11.6a5.6 5.6 0 1 0 7.4 7"]
        case .hearing: ["M6.5 9.5a5.5 5.5 0 0 1 11 0c0 4.5-4.5 4.5-4.5 8.5a2.8 2.8 0 0 1-5.2 1.2", "M9.8 9.8a2.3 2.3 0 0 1 4.6 0c0 1.8-2 2-2 3.7"]
        case .sight: ["M2 12s3.8-6.5 10-6.5S22 12 22 12s-3.8 6.5-10 6.5S2 12 2 12z", "M12 9.2a2.8 2.8 0 1 0 .1 0"]
        case .quiet: ["M4 9.5v5h3.5L12 18.2V5.8L7.5 9.5z", "M16 9.7l4.6 4.6", "M20.6 9.7L16 14.3"]
        }
    }
}
