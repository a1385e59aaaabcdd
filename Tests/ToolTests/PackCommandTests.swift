import Foundation
import TestKit
import Testing

/// `kepu pack …` as a caravan team runs it.
@Suite struct PackCommandTests {
    private func sheet(version: String, licence: String = "CC-BY-4.0") -> String {
        """
        kepu: 1
        packs:
          - key: health-2023
            version: "\(version)"
            title: {zh: 健康科普, en: Health}
            issuer: {name: {zh: 中国科技馆, en: China Science and Technology Museum}}
            published: 2023-09-20
            ages: {from: 6, until: 12}
            licence: \(licence)
            attribution: 中国科技馆

        """
    }

    @Test func fromAFolderToAnUpdatedStick() throws {
        let place = try Workplace()
        try FileManager.default.createDirectory(atPath: place.folder + "/in/视频", withIntermediateDirectories: true)
        try place.file("in/视频/心脏.txt", String(repeating: "心脏每天跳动十万次。\n", count: 40_000))
        try place.file("in/读我.txt", "你好")
        let key = try place.kepu("pack", "key", "--out", "key.jwk", "--address", "https://museum.example/keys/1")
        #expect(key.code == 0 && key.out.hasPrefix("{\"keys\":[{\"kty\":\"OKP\""))
        try place.file("keys.json", key.out)
        #expect(try FileManager.default.attributesOfItem(atPath: place.folder + "/key.jwk")[.posixPermissions] as? Int == 0o600)
        // A draft is written once, and is refused until it is filled in.
        #expect(try place.kepu("pack", "draft", "in").code == 0)
        let again = try place.kepu("pack", "draft", "in")
        #expect(again.code == 65 && again.err == "kepu: in/pack.yaml is there already; nothing was changed.\n")
        let open = try place.kepu("pack", "build", "in", "--out", "v1.zip", "--key", "key.jwk")
        #expect(open.code == 65 && open.err.contains("states no licence"), "\(open)")
        try place.file("in/pack.yaml", sheet(version: "1", licence: "LicenseRef-kepu-show-only"))
        let closed = try place.kepu("pack", "build", "in", "--out", "v1.zip", "--key", "key.jwk")
        #expect(closed.code == 65 && closed.err.contains("forbids copying") && !FileManager.default.fileExists(atPath: place.folder + "/v1.zip"))
        try place.file("in/pack.yaml", sheet(version: "1"))
        let built = try place.kepu("pack", "build", "in", "--out", "v1.zip", "--key", "key.jwk")
        #expect(built.code == 0 && built.out.contains("2 files"), "\(built)")
        let listed = try place.kepu("pack", "list", "v1.zip", "--speed", "2M")
        #expect(listed.code == 0 && listed.out.contains("files/视频/心脏.txt") && listed.out.contains("ages 6 to 12") && listed.out.contains("At 2 Mbit/s: about 6 s"), "\(listed.out)")
        let whole = try place.kepu("pack", "verify", "v1.zip", "--keys", "keys.json")
        #expect(whole.code == 0 && whole.out.contains("The signature is good: https://museum.example/keys/1."), "\(whole)")

        // The next version, its delta, the update.
        try place.file("in/pack.yaml", sheet(version: "2"))
        try place.file("in/读我.txt", "你好，新的一版")
        #expect(try place.kepu("pack", "build", "in", "--out", "v2.zip", "--key", "key.jwk").code == 0)
        let delta = try place.kepu("pack", "delta", "v1.zip", "v2.zip", "--out", "d.zip", "--json")
        let carried = (try JSONSerialization.jsonObject(with: Data(delta.out.utf8)) as? [String: Any])?["carried"] as? Int ?? .max
        #expect(delta.code == 0 && carried < 6_000, "\(delta)")
        let plan = try place.kepu("pack", "update", "v1.zip", "d.zip", "--plan")
        #expect(plan.code == 0 && plan.out.contains("~ files/读我.txt") && plan.out.contains("0 added, 1 changed, 0 removed, 1 as before."), "\(plan)")
        let updated = try place.kepu("pack", "update", "v1.zip", "d.zip", "--out", "made.zip", "--keys", "keys.json")
        #expect(updated.code == 0 && FileManager.default.contentsEqual(atPath: place.folder + "/made.zip", andPath: place.folder + "/v2.zip"))
        let wrong = try place.kepu("pack", "update", "v2.zip", "d.zip", "--out", "no.zip")
        #expect(wrong.code == 65 && wrong.err.contains("version 1") && wrong.err.contains("version 2") && !FileManager.default.fileExists(atPath: place.folder + "/no.zip"))

        // Half a download, then the other copy.
        let bytes = try Data(contentsOf: URL(filePath: place.folder + "/v2.zip"))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: place.folder + "/half.zip"))
        #expect(try place.kepu("pack", "verify", "half.zip").code == 1)
        let half = try place.kepu("pack", "repair", "half.zip")
        #expect(half.code == 1 && half.out.contains("bytes="), "\(half)")
        let mended = try place.kepu("pack", "repair", "half.zip", "--from", "v1.zip", "v2.zip")
        #expect(mended.code == 0 && FileManager.default.contentsEqual(atPath: place.folder + "/half.zip", andPath: place.folder + "/v2.zip"), "\(mended)")
        let zh = try place.kepu("pack", "verify", "keys.json", environment: ["KEPU_LANGUAGE": "zh"])
        #expect(zh.code == 65 && zh.err.hasPrefix("kepu: keys.json 不是资源包"))
    }
}
