// Bluesky's own servers, in one process: the directory of identities (PLC), the server for accounts and posts (PDS), and,
// where a database is named, the one for threads and notifications (AppView).
//
//   node server.mjs FOLDER_OF_PACKAGES [POSTGRES_URL REDIS_HOST]
//
// Prints one line of JSON when it is ready, and runs until it is ended.

import net from 'node:net'
import { createRequire } from 'node:module'
import path from 'node:path'

// The servers would listen on every address of this machine.
const listen = net.Server.prototype.listen
net.Server.prototype.listen = function (first, ...rest) {
  if (typeof first === 'number' || typeof first === 'string') {
    return listen.call(this, Number(first), '127.0.0.1', ...rest.filter((other) => typeof other === 'function'))
  }
  return listen.call(this, first?.port === undefined ? first : { ...first, host: '127.0.0.1' }, ...rest)
}

const [packages, dbPostgresUrl, redisHost] = process.argv.slice(2)
const { TestNetwork, TestNetworkNoAppView } = createRequire(path.join(packages, 'package.json'))('@atproto/dev-env')

let network
if (dbPostgresUrl) {
  process.env.REDIS_HOST = redisHost
  network = await TestNetwork.create({ dbPostgresUrl, dbPostgresSchema: 'peers' })
} else {
  network = await TestNetworkNoAppView.create({})
}
console.log(JSON.stringify({ plc: network.plc.url, pds: network.pds.url, appview: network.bsky?.url ?? null }))
