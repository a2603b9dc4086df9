// Command serve runs the provider of the tests for a journey in a browser: it prints its issuer, and ends when its input closes.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"bandwise/internal/platform/openid/providertest"
)

// main takes the address of the installation and then people, each as "subject,name,address".
func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: serve BASE [SUBJECT,NAME,EMAIL]...")
		os.Exit(2)
	}
	p := providertest.Start(os.Args[1], time.Now)
	for _, who := range os.Args[2:] {
		parts := strings.Split(who, ",")
		if len(parts) != 3 {
			fmt.Fprintln(os.Stderr, "a person is subject,name,email")
			os.Exit(2)
		}
		p.Add(providertest.Person{Subject: parts[0], Name: parts[1], Email: parts[2], Verified: true})
	}
	fmt.Println(p.Issuer)
	_, _ = io.Copy(io.Discard, os.Stdin)
	p.Stop()
}
