import ArgumentParser
import Crypto
import Declaration
import Foundation
import Kernel
import Signing

struct PackKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Make a key with which packs are signed.",
        discussion: """
            Writes the private key to a file that only its owner may read, and prints the public key, as a set that others give to
            kepu pack verify --keys. Publish it at the address that you name.
            """)

    @Option(help: "Where the private key is written; must not exist yet") var out: String
    @Option(help: "The address at which the public key will stand: https://museum.example/keys/1") var address: String
    @OptionGroup var output: OutputOption

    func run() throws {
        guard (1...300).contains(address.utf8.count), address.hasPrefix("https://") || address.hasPrefix("http://") else {
            throw Refusal(.invalid, "key-address", "“\(address)”不是网址。请写如 https://museum.example/keys/1。", "“\(address)” is no address. Write one such as https://museum.example/keys/1.")
        }
        let key = SigningKey(kid: address, key: Curve25519.Signing.PrivateKey())
        let file = open(out, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            throw Refusal(.invalid, "key-file", "\(out) 已存在，或写不了。请换一个文件名。", "\(out) is there already, or cannot be written. Choose another name.")
        }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        try handle.write(contentsOf: Data((key.jwk + "\n").utf8))
        if output.json { return Terminal.say(DeclaredValue.record(of: ["file": out, "public": key.publicSet]).prettyJSON, end: "") }
        Terminal.say(key.publicSet)
        Terminal.remark(Phrase("私钥已写入 \(out)，请妥善保管；上面是公钥，请公布。", "the private key is in \(out): keep it safe. Above is the public key: publish it."))
    }
}
