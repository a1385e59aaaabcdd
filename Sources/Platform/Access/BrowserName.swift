package import Kernel

/// A browser in plain words, of what it says of itself; nothing else of that is kept.
package struct BrowserName: Sendable, Hashable {
    /// `Firefox, Windows`; empty where it says nothing that we know.
    package let text: String

    package init(kept text: String) { self.text = text }

    /// From the `User-Agent` header.
    package init(agent: String?) {
        let agent = agent ?? ""
        let browser = Self.browsers.first { agent.contains($0.0) }?.1
        let system = Self.systems.first { agent.contains($0.0) }?.1
        text = [browser, system].compactMap(\.self).joined(separator: ", ")
    }

    package var phrase: Phrase {
        text.isEmpty ? Phrase("未知浏览器", "Unknown browser") : Phrase(text.replacing(", ", with: "，"), text)
    }

    /// Those that carry the marks of others stand before these.
    private static let browsers = [
        ("MicroMessenger", "WeChat"), ("DingTalk", "DingTalk"), ("QQBrowser", "QQ Browser"), ("UCBrowser", "UC Browser"), ("HuaweiBrowser", "Huawei Browser"),
        ("MiuiBrowser", "Xiaomi Browser"), ("SamsungBrowser", "Samsung Internet"), ("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    private static let systems = [
        ("HarmonyOS", "HarmonyOS"), ("OpenHarmony", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]
}
