import Kernel
import Language
import Markup
import Web

extension Visit {
    /// A light as a word with a sign: never by colour alone.
    func lightHTML(_ light: Light) -> HTML {
        span(.class("badge", light.style), .data("light", light.rawValue)) {
            span(.aria("hidden", "true")) { light.sign }
            " "
            say(light.title)
        }
    }

    /// How many of each light, each opening the list of those.
    func lightsHTML(_ count: LightCount, path: String, chosen: Light?) -> HTML {
        ul(.class("tags"), .role("list")) {
            for light in Light.allCases where count[light] > 0 || light == chosen {
                li {
                    a(.class("tag"), .href(.within(path, query: Query(light == chosen ? [] : [("light", light.rawValue)]))), .aria("current", "true").when(light == chosen)) {
                        lightHTML(light)
                        " "
                        element("data", .value("\(count[light])"), .data("lights", light.rawValue)) { Numerals.count(count[light], language) }
                    }
                }
            }
        }
    }
}

extension Light {
    fileprivate var style: String {
        switch self {
        case .red: "badge-error"
        case .amber: "badge-warning"
        case .green, .reached: "badge-success"
        case .unknown: "badge-info"
        case .waiting: ""
        }
    }

    var sign: String {
        switch self {
        case .red: "■"
        case .amber: "▲"
        case .green: "●"
        case .reached: "✓"
        case .unknown: "?"
        case .waiting: "○"
        }
    }
}
